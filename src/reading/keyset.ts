import type { PayloadRequest, SelectType, Sort, Where } from 'payload'
import { z } from 'zod'
import { getSelectMode } from '../payload/shared'
import { refusal } from '../refusals/refusals'
import { readCursor, writeCursor } from './cursor'

/** The times by which calls are listed, newest first, such that a list can go on at a cursor. */
const ORDERS = ['reportedAt', 'startedAt'] as const
export type ListOrder = (typeof ORDERS)[number]

const placeSchema = z.tuple([z.enum(ORDERS), z.iso.datetime().nullable(), z.uuid()])
type Place = z.infer<typeof placeSchema>

type Reader = { req: Pick<PayloadRequest, 'payload'>; scope: string }

const ownerOf = ({ req, scope }: Reader) =>
  ({ kind: 'before', scope, secret: req.payload.secret }) as const

const filtersBy = (where: undefined | Where, field: string): boolean =>
  Object.entries(where ?? {}).some(([key, value]) =>
    Array.isArray(value) ? value.some((each) => filtersBy(each, field)) : key === field,
  )

/**
 * The order that a list is in, if it is one of those. Without `sort` it goes by when calls were
 * reported; filtered by when they started, by that: a walk down the other index would pass all the calls
 * in between.
 */
export const orderOf = ({ sort, where }: { sort?: Sort; where?: Where }): ListOrder | undefined => {
  const [first, ...rest] = typeof sort === 'string' ? sort.split(',') : (sort ?? [])
  if (first === undefined) return filtersBy(where, 'startedAt') ? 'startedAt' : 'reportedAt'
  return rest.length === 0 ? ORDERS.find((field) => first === `-${field}`) : undefined
}

/** The order as Payload's sort, made total by the id: a place in it is one call's. */
export const sortBy = (order: ListOrder): string[] => [`-${order}`, '-id']

/**
 * What comes after a call in that order. PostgreSQL puts calls without a time first when it sorts
 * downwards. The first condition says nothing new, but is the one that an index can begin at.
 */
const after = ([order, time, id]: Place): Where =>
  time === null
    ? { or: [{ [order]: { exists: true } }, { id: { less_than: id } }] }
    : {
        and: [
          { [order]: { less_than_equal: time } },
          { or: [{ [order]: { less_than: time } }, { id: { less_than: id } }] },
        ],
      }

/** The filter that continues a list at a cursor. */
export const continueBefore = (cursor: unknown, order: ListOrder, reader: Reader): Where => {
  if (typeof cursor !== 'string') throw refusal('CURSOR_INVALID')
  const place = readCursor(cursor, { ...ownerOf(reader), schema: placeSchema })
  if (place[0] !== order) {
    throw refusal('CURSOR_INVALID', {
      message: `This cursor belongs to a list sorted by ${place[0]}, but this list is sorted by ${order}.`,
    })
  }
  return after(place)
}

/** The cursor of a list's last call. */
export const cursorAfter = (doc: object, order: ListOrder, reader: Reader): string => {
  const place = [order, Reflect.get(doc, order) ?? null, Reflect.get(doc, 'id')]
  return writeCursor(placeSchema.parse(place), ownerOf(reader))
}

/**
 * A selection with what a cursor is made of.
 * @returns it, and whether that has to be taken out of the answer again
 */
export const selectPlace = (
  select: SelectType | undefined,
  order: ListOrder,
): { hides: boolean; select: SelectType | undefined } => {
  if (!select || Object.keys(select).length === 0) return { hides: false, select }
  const asked: unknown = select[order]
  const wanted: SelectType = { ...select }
  if (getSelectMode(select) === 'include') {
    return { hides: !asked, select: Object.assign(wanted, { [order]: true }) }
  }
  Reflect.deleteProperty(wanted, order)
  // Nothing else left out: then not nothing, which would be the default.
  const isEmpty = Object.keys(wanted).length === 0
  return { hides: asked === false, select: isEmpty ? { fieldTimes: false } : wanted }
}

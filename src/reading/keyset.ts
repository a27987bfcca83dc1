import type { PayloadRequest, SelectType, Sort, Where } from 'payload'
import { z } from 'zod'
import { getSelectMode } from '../payload/shared'
import { refusal } from '../refusals/refusals'
import { readCursor, writeCursor } from './cursor'

/** The sort fields, newest first, with which a list has cursors. */
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
 * The order of a list, if it is one that has cursors, else undefined. The default is `reportedAt`; with
 * a filter on `startedAt` it is `startedAt`, since a scan of the other index would pass all calls in
 * between.
 */
export const orderOf = ({ sort, where }: { sort?: Sort; where?: Where }): ListOrder | undefined => {
  const [first, ...rest] = typeof sort === 'string' ? sort.split(',') : (sort ?? [])
  if (first === undefined) return filtersBy(where, 'startedAt') ? 'startedAt' : 'reportedAt'
  return rest.length === 0 ? ORDERS.find((field) => first === `-${field}`) : undefined
}

/** The order as Payload's `sort`, with the ID as a tie-breaker, so that each call has its own place. */
export const sortBy = (order: ListOrder): string[] => [`-${order}`, '-id']

/**
 * The filter for calls after a place. PostgreSQL puts calls without a time first in descending order.
 * The first condition is redundant, but lets PostgreSQL start at that point of the index.
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

/**
 * The filter that continues a list after a cursor.
 * @throws {Refusal} `CURSOR_INVALID` for a cursor that is not valid, or of a list in another order
 */
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

/** The cursor after a call, usually the last one of a page. */
export const cursorAfter = (doc: object, order: ListOrder, reader: Reader): string => {
  const place = [order, Reflect.get(doc, order) ?? null, Reflect.get(doc, 'id')]
  return writeCursor(placeSchema.parse(place), ownerOf(reader))
}

/**
 * Adds the sort field to a selection, since the cursor is made from it.
 * @returns the selection, and `hides`: true if the field was not selected and must be removed from the
 *   response
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
  // An empty selection would mean the default, so another field that no list shows is excluded.
  const isEmpty = Object.keys(wanted).length === 0
  return { hides: asked === false, select: isEmpty ? { fieldTimes: false } : wanted }
}

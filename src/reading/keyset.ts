import type { PayloadRequest, SelectType, Sort, Where } from 'payload'
import { getSelectMode } from 'payload/shared'
import { z } from 'zod'
import { readCursor, refusal, writeCursor } from './cursor'

/** The order of lists, made total by the id: a place in it is one call's, and stays. */
export const LIST_ORDER = ['-reportedAt', '-id']

const placeSchema = z.tuple([z.iso.datetime().nullable(), z.uuid()])
type Place = z.infer<typeof placeSchema>

const docSchema = z.object({ id: z.uuid(), reportedAt: z.iso.datetime().nullish() })

type Reader = { req: Pick<PayloadRequest, 'payload'>; scope: string }

const ownerOf = ({ req, scope }: Reader) =>
  ({ kind: 'before', scope, secret: req.payload.secret }) as const

/** Whether a list has the order that a cursor is a place in. */
export const isListOrder = (sort: Sort | undefined): boolean => {
  const [first = LIST_ORDER[0], ...rest] = typeof sort === 'string' ? sort.split(',') : (sort ?? [])
  return rest.length === 0 && first === LIST_ORDER[0]
}

/**
 * What comes after a call in that order. PostgreSQL puts calls without a time first when it sorts
 * downwards. The first condition says nothing new, but is the one that an index can begin at.
 */
const after = ([reportedAt, id]: Place): Where =>
  reportedAt === null
    ? { or: [{ reportedAt: { exists: true } }, { id: { less_than: id } }] }
    : {
        and: [
          { reportedAt: { less_than_equal: reportedAt } },
          { or: [{ reportedAt: { less_than: reportedAt } }, { id: { less_than: id } }] },
        ],
      }

/** The filter that continues a list at a cursor. */
export const continueBefore = (cursor: unknown, reader: Reader): Where => {
  if (typeof cursor !== 'string') throw refusal('before takes one cursor.')
  return after(readCursor(cursor, { ...ownerOf(reader), schema: placeSchema }))
}

/** The cursor of a list's last call. */
export const cursorAfter = (doc: unknown, reader: Reader): string => {
  const { id, reportedAt } = docSchema.parse(doc)
  return writeCursor([reportedAt ?? null, id] satisfies Place, ownerOf(reader))
}

/**
 * A selection with what a cursor is made of.
 * @returns it, and whether that has to be taken out of the answer again
 */
export const selectPlace = (
  select: SelectType | undefined,
): { hides: boolean; select: SelectType | undefined } => {
  if (!select || Object.keys(select).length === 0) return { hides: false, select }
  if (getSelectMode(select) === 'include') {
    return { hides: !select.reportedAt, select: { ...select, reportedAt: true } }
  }
  const { reportedAt, ...others } = select
  return { hides: reportedAt === false, select: others }
}

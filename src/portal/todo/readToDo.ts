import type { PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { readCalls } from '../../reading/readCalls'
import { LISTED, listedSchema } from '../calls/listedCall'
import { placeTime } from '../calls/place'

/** How many calls a page of what is to do has. */
export const TO_DO_PAGE = 25

const toDoSchema = listedSchema.extend({ followUpNote: z.string().nullish() })

/** A call with something to do. */
export type ToDoCall = z.infer<typeof toDoSchema>

/** A place among what is to do: after this call. */
export type ToDoPlace = { due: null | string; id: string; reported: null | string }

const placeSchema = z.tuple([placeTime, placeTime, z.uuid()])

const SEPARATOR = '_'

/** A place as part of an address. It is not secret: what a client may read is decided for each read. */
export const writeToDoPlace = ({ due, id, reported }: ToDoPlace): string =>
  [due ?? '', reported ?? '', id].join(SEPARATOR)

/** Reads a place from an address; null for any other text. */
export const readToDoPlace = (text: string): null | ToDoPlace => {
  const place = placeSchema.safeParse(text.split(SEPARATOR)).data
  return place ? { due: place[0] || null, id: place[2], reported: place[1] || null } : null
}

/** Newest first: PostgreSQL puts calls that have no time before all others. */
const afterReport = ({ id, reported }: ToDoPlace): Where =>
  reported === null
    ? {
        or: [
          { reportedAt: { exists: true } },
          { and: [{ reportedAt: { exists: false } }, { id: { less_than: id } }] },
        ],
      }
    : {
        or: [
          { reportedAt: { less_than: reported } },
          { and: [{ reportedAt: { equals: reported } }, { id: { less_than: id } }] },
        ],
      }

/** The filter for what comes after a place: due later, or at the same time and reported earlier. */
export const afterToDo = (place: ToDoPlace): Where => {
  const sameDue: Where =
    place.due === null
      ? { followUpDueAt: { exists: false } }
      : { followUpDueAt: { equals: place.due } }
  const same: Where = { and: [sameDue, afterReport(place)] }
  if (place.due === null) return same
  return {
    or: [
      { followUpDueAt: { greater_than: place.due } },
      { followUpDueAt: { exists: false } },
      same,
    ],
  }
}

type ReadToDo = { after: null | ToDoPlace; req: PayloadRequest }

/**
 * Reads what is to do, most urgent first: by when it is due, then what has no time, the newest first. Only open
 * ones are in the index that it reads.
 * @returns `next`: the place after the page; null: nothing follows
 */
export const readToDo = async ({
  after,
  req,
}: ReadToDo): Promise<{ calls: ToDoCall[]; next: null | ToDoPlace }> => {
  const { docs } = await readCalls({
    args: {
      depth: 0,
      limit: TO_DO_PAGE + 1,
      pagination: false,
      select: { ...LISTED, followUpNote: true },
      sort: ['followUpDueAt', '-reportedAt', '-id'],
      where: { and: [{ followUp: { equals: 'open' } }, ...(after ? [afterToDo(after)] : [])] },
    },
    req,
  })
  const found = docs.map((doc) => toDoSchema.parse(doc))
  const calls = found.slice(0, TO_DO_PAGE)
  const last = calls.at(-1)
  return {
    calls,
    next:
      last && found.length > TO_DO_PAGE
        ? { due: last.followUpDueAt ?? null, id: last.id, reported: last.reportedAt ?? null }
        : null,
  }
}

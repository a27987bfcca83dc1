import type { PayloadRequest } from 'payload'
import { refusal } from '../refusals/refusals'

/**
 * How much one request may have read for its answer, in bytes: so much more than a page has that nobody who
 * reads lists and calls meets it, and so little that those that are answered at the same time fit into memory.
 */
const ANSWER_BYTES = 32_000_000

/** Around each value: its name, quotes, a colon and a comma. */
const AROUND = 8

/** About how many bytes a value has in JSON; no further than the limit. */
export const bytesUpTo = (limit: number, value: unknown): number => {
  const waiting: unknown[] = [value]
  let bytes = 0
  while (waiting.length > 0 && bytes <= limit) {
    const next = waiting.pop()
    bytes += AROUND
    if (typeof next === 'string') bytes += next.length
    else if (Array.isArray(next)) for (const each of next) waiting.push(each)
    else if (typeof next === 'object' && next !== null && !(next instanceof Date)) {
      for (const each of Object.values(next)) waiting.push(each)
    }
  }
  return bytes
}

/** A whole call may be as large as its report was; an answer may hold the same text many times. */
const MAX_ANSWER = 2 * ANSWER_BYTES

/** Whether an answer is too large to be made into text. */
export const isTooLarge = (data: unknown): boolean => bytesUpTo(MAX_ANSWER, data) > MAX_ANSWER

const taken = new WeakMap<object, number>()

type Asking = Pick<PayloadRequest, 'context'>

/** @throws {Refusal} `PAGE_TOO_LARGE` when a request may read nothing more for its answer */
export const refuseFullAnswer = ({ context }: Asking): void => {
  if ((taken.get(context) ?? 0) > ANSWER_BYTES) throw refusal('PAGE_TOO_LARGE')
}

/**
 * Counts what was read for one of the things that a request asks for.
 * @returns whether it fits; the first may be as large as it is, if the answer holds it once
 */
export const takeAnswerBytes = (
  { context }: Asking,
  { copies, value }: { copies: number; value: unknown },
): boolean => {
  const before = taken.get(context)
  const bytes = (before ?? 0) + bytesUpTo(ANSWER_BYTES, value) * copies
  taken.set(context, bytes)
  return bytes <= ANSWER_BYTES || (before === undefined && copies === 1)
}

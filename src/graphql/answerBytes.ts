import type { PayloadRequest } from 'payload'
import { refusal } from '../refusals/refusals'

/**
 * How many bytes one request may read for its response: so much more than a page that ordinary clients
 * never reach it, and little enough that concurrent responses fit into memory.
 */
const ANSWER_BYTES = 32_000_000

/** Bytes around each value: its name, quotes, a colon and a comma. */
const AROUND = 8

/** About how many bytes a value has in JSON. Stops counting above the limit. */
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

/** A single call may be as large as its report, and a response may contain the same text many times. */
const MAX_ANSWER = 2 * ANSWER_BYTES

/** True if a response is too large to be serialised. */
export const isTooLarge = (data: unknown): boolean => bytesUpTo(MAX_ANSWER, data) > MAX_ANSWER

const taken = new WeakMap<object, number>()

type Asking = Pick<PayloadRequest, 'context'>

/** @throws {Refusal} `PAGE_TOO_LARGE` if a request has read more than its response may contain */
export const refuseFullAnswer = ({ context }: Asking): void => {
  if ((taken.get(context) ?? 0) > ANSWER_BYTES) throw refusal('PAGE_TOO_LARGE')
}

/**
 * Counts the bytes that were read for one field of a request.
 * @param copies how often the response contains the value
 * @returns false if the response is too large now; the first value may have any size if it occurs once
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

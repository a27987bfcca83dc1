/** The assistant, organisation and key of the account whose calls are reconciled. */
export const ACCOUNT = {
  assistantID: 'b0000000-0000-4000-8000-000000000001',
  key: 'b0000000-0000-4000-8000-0000000000ee',
  orgId: 'b0000000-0000-4000-8000-0000000000ff',
}

/** Vapi's usual window. Calls are spread over it, the newest two hours old. */
export const WINDOW_DAYS = 14

const NEWEST_AGO_MS = 2 * 60 * 60_000
const SPREAD_MS = (WINDOW_DAYS - 1) * 24 * 60 * 60_000 - NEWEST_AGO_MS
const PAD = 12
const PREFIX = 'b0000000-0000-4000-9000-'

/** Every so many calls, one is not held by the desk. */
export const MISSING_EVERY = 2_000

/** The id of a call by its number, from the newest. */
export const idOf = (number: number): string => `${PREFIX}${String(number).padStart(PAD, '0')}`

/** The number of a call by its id; NaN for another id. */
export const numberOf = (id: string): number =>
  id.startsWith(PREFIX) ? Number(id.slice(PREFIX.length)) : Number.NaN

/** Times of calls, in milliseconds: they are computed, so that a server holds none of them. */
export const timesOf = ({ calls, now }: { calls: number; now: number }) => {
  const step = Math.floor(SPREAD_MS / Math.max(calls, 1))
  const newest = now - NEWEST_AGO_MS
  return {
    createdAt: (number: number) => newest - number * step,
    /** The number of the newest call that was created until then. */
    firstUntil: (time: number) => Math.max(0, Math.ceil((newest - time) / step)),
  }
}

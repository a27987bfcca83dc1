import { MINUTE_MS } from '../../lib/time/units'
import type { CallRow } from '../api/callRow'

/** A report may come so long after the end of its call. */
const REPORT_MS = 10 * MINUTE_MS

type Of = {
  /** Whose call it is, by the rules of the account; null: nobody's. */
  clientID: null | string
  /** Calls before it are not of the client; null: all of them are. */
  from: Date | null
  /** Whether the desk has the call already. */
  isHeld: boolean
  now: Date
  /** The client of the run; null: all. */
  only: null | string
}

export type CallClass =
  | 'before'
  | 'deleted'
  | 'found'
  | 'held'
  | 'neverConnected'
  | 'notOurs'
  | 'waiting'

/** Whether a call had nobody to talk to: it says nothing, and Vapi may never have reported it. */
const isUnconnected = ({ duration, hasContent, startedAt }: CallRow): boolean =>
  startedAt === null || (!hasContent && (duration ?? 0) === 0)

/** What an import does with a call: only `found` ones are stored. */
export const classOf = (row: CallRow, { clientID, from, isHeld, now, only }: Of): CallClass => {
  if (clientID === null || (only !== null && clientID !== only)) return 'notOurs'
  if (from !== null && row.createdAt.getTime() < from.getTime()) return 'before'
  if (isHeld) return 'held'
  const endedAt = row.endedAt ?? row.updatedAt
  const isOver = row.status === 'ended' && endedAt !== null
  if (!isOver || now.getTime() - endedAt.getTime() < REPORT_MS) return 'waiting'
  return isUnconnected(row) ? 'neverConnected' : 'found'
}

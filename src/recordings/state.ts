import type { Pool } from 'pg'
import { DAY_MS } from '../lib/time/units'
import { type Found, findRecording } from './play/findRecording'

/**
 * Where the recording of a call is. `gone`: Vapi does not keep it any more. `not_kept`: there was one, the desk has no
 * copy, and the client has no account at Vapi. `none`: the report named none.
 */
export type RecordingState = 'at_vapi' | 'copying' | 'gone' | 'kept' | 'none' | 'not_kept'

const isTooOld = ({ keepsDays, startedAt }: Found, now: number): boolean =>
  keepsDays !== null && startedAt !== null && now - Date.parse(startedAt) > keepsDays * DAY_MS

const stateOf = (found: Found, now: number): RecordingState => {
  const { accountID, copyState, hasRecording, id } = found
  if (id !== null) return 'kept'
  const isAtVapi = accountID !== null && hasRecording === true
  if (isAtVapi && !isTooOld(found, now)) return 'at_vapi'
  if (copyState === 'waiting' || copyState === 'sending') return 'copying'
  if (hasRecording !== true) return 'none'
  return isAtVapi ? 'gone' : 'not_kept'
}

/** What the page of a call shows about its recording. Sizes are in bytes. */
export type RecordingFacts = {
  bytes: null | number
  /** Why copying it has failed; null: it has not. */
  problem: null | string
  state: RecordingState
  /** Why the last try to copy it failed, if it is to be tried again; null: it is not. */
  waits: null | string
}

const NOTHING: RecordingFacts = { bytes: null, problem: null, state: 'none', waits: null }

/** What is known of the recording of a call that somebody was found to be allowed to read. */
export const readRecordingFacts = async (
  pool: Pool,
  callID: string,
  now = Date.now(),
): Promise<RecordingFacts> => {
  const found = await findRecording(pool, callID)
  if (!found) return NOTHING
  const problem = found.copyState === 'dead' && found.id === null ? found.copyProblem : null
  const waits = found.copyState === 'waiting' && found.id === null ? found.copyProblem : null
  return { bytes: found.bytes, problem, state: stateOf(found, now), waits }
}

/** Whether a recording can be asked for, as far as is known before somebody plays it. */
export const isPlayable = (state: RecordingState): boolean =>
  state === 'at_vapi' || state === 'kept'

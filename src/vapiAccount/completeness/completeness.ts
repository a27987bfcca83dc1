/**
 * Which calls Vapi lists, which of them are here, and since when that is not known. Read by SQL over all calls, never
 * call by call.
 * @module
 */

/** Whose calls are meant. */
export type CompletenessScope = 'desk' | { accountID: string } | { clientID: string }

/**
 * Why it is not known now whether calls are missing: the account has no key, Vapi refuses the key or the request,
 * nothing was read to its end yet, the last check is too long ago, or Vapi's list could not be read to its end.
 */
export const BLIND_REASONS = [
  'no_key',
  'key_refused',
  'unpaid',
  'forbidden',
  'never',
  'late',
  'incomplete',
] as const

export type BlindReason = (typeof BLIND_REASONS)[number]

/** What calls at Vapi are here. Each call is counted in exactly one of them; `atVapi` is their sum. */
export type CompletenessCounts = {
  atVapi: number
  /** Missing, and Vapi can give it no longer. */
  cannotBeFilled: number
  here: number
  missing: number
  neverConnected: number
  /** Not ended for more than a day. Vapi leaves some so. */
  stuck: number
  /** Not ended, or only just. */
  waiting: number
}

export const DAY_STATES = ['complete', 'recovered', 'hole', 'unknown'] as const

/** `recovered`: nothing is missing because the desk fetched it. `unknown`: nobody has read Vapi's list of that day. */
export type DayState = (typeof DAY_STATES)[number]

export type CompletenessDay = {
  atVapi: number
  /** Of the time zone: `2026-11-29`. */
  date: string
  here: number
  /** Missing, whether or not Vapi can still give it. */
  missing: number
  /** Of those here: fetched by the desk. */
  recovered: number
  state: DayState
}

/**
 * Why the report of a call most likely did not come: a signal of the set-up, a report that the desk refused, or
 * nothing that can be seen.
 */
export const GAP_CAUSES = [
  'deleted',
  'moved',
  'old_address',
  'reports_off',
  'credential_changed',
  'static_addresses_off',
  'encrypted_parts',
  'number_elsewhere',
  'call_overrides',
  'squad_overrides',
  'squad_pinned',
  'no_retries',
  'recording_off',
  'compliance_changed',
  'refused',
  'unknown',
] as const

export type GapCause = (typeof GAP_CAUSES)[number]

/** Why a call cannot be fetched. */
export const GAP_PROBLEMS = [
  'gone',
  'retention',
  'no_content',
  'deleted_here',
  'unreadable',
  'failed',
] as const

export type GapProblem = (typeof GAP_PROBLEMS)[number]

export type Gap = {
  callID: string
  canBeFilled: boolean
  cause: GapCause
  /** When the call ended; else when it began. */
  endedAt: null | string
  /** null: not tried, or still possible. */
  problem: GapProblem | null
}

/** A check that staff asked for, or the daily one. */
export type RunningCheck = { calls: number; requests: number; startedAt: null | string }

/** Assistants for which Vapi's statistics count other numbers than Vapi's list of calls. */
export type ListsDiffer = { listed: number; statistics: number; until: string }

export type Completeness = CompletenessCounts & {
  /** When Vapi's lists were last read to their end; of several accounts the oldest. null: never. */
  checkedAt: null | string
  /** The last 30 days in `timezone`, the oldest first. */
  days: CompletenessDay[]
  /** The newest first, at most {@link MOST_GAPS}; empty for the whole desk. */
  gaps: Gap[]
  /** True if the daily check has failed for three days. */
  isAlarm: boolean
  listsDiffer: ListsDiffer | null
  /** Calls of nobody; null for one client. */
  notAttributable: null | number
  /** null: it is known now. */
  problem: BlindReason | null
  /** Of those here: fetched by the desk, because no report came. */
  recovered: number
  /** null: no check is running. */
  running: null | RunningCheck
  /** The counts are about calls since then. */
  since: string
  timezone: string
  /** Since when it is not known whether calls are missing; null: it is known, or never was. */
  unknownSince: null | string
  windowDays: number
}

/** How many gaps are listed. */
export const MOST_GAPS = 50

/** Vapi's plans keep calls for a fortnight and longer. An account that has not said it is counted for 30 days. */
export const DEFAULT_WINDOW_DAYS = 30

/** Rows of calls are kept for this long. */
export const MAX_WINDOW_DAYS = 60

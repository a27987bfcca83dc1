import { z } from 'zod'

/** Everything that can be wrong at Vapi after the webhook was set there. The order is that of the page. */
export const SIGNALS = [
  'key_refused',
  'deleted',
  'moved',
  'old_address',
  'reports_off',
  'credential_changed',
  'credential_not_allowed',
  'static_addresses_off',
  'encrypted_parts',
  'number_elsewhere',
  'call_overrides',
  'calls_missing',
  'squad_overrides',
  'squad_pinned',
  'left_behind',
  'no_retries',
  'recording_off',
  'compliance_changed',
] as const

export type Signal = (typeof SIGNALS)[number]

/** `alarm`: reports are lost, or the desk cannot know. `notice`: they may be, or there is less in them. */
export type DriftLevel = 'alarm' | 'notice'

/** What belongs to a signal, without secrets. */
export type DriftDetail = {
  /** How many calls. */
  count?: number
  /** Where reports go instead. */
  host?: null | string
  /** The name of the assistant, the squad or the number. */
  name?: null | string
  /** Until when a former address works, as ISO 8601. */
  until?: string
}

export const detailSchema = z.object({
  count: z.number().optional(),
  host: z.string().nullable().optional(),
  name: z.string().nullable().optional(),
  until: z.string().optional(),
})

/** Something at Vapi that is not as the desk set it. `assistantID` is empty for what is about the whole client. */
export type Drift = {
  assistantID: string
  clientID: string
  detail: DriftDetail
  level: DriftLevel
  /** ISO 8601. */
  since: string
  signal: Signal
}

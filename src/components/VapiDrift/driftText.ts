import { formatWhen } from '../../format'
import { DAY_MS } from '../../lib/time/units'
import type { DeskKey } from '../../translations/keys'
import type { Drift, Signal } from '../../vapiAccount/drift/signals'
import type { Desk } from '../shared/useDesk'

const TEXTS = {
  call_overrides: 'desk:vapiDriftCalls',
  calls_missing: 'desk:vapiDriftMissing',
  compliance_changed: 'desk:vapiDriftCompliance',
  credential_changed: 'desk:vapiDriftCredential',
  credential_not_allowed: 'desk:vapiDriftNotAllowed',
  deleted: 'desk:vapiDriftDeleted',
  encrypted_parts: 'desk:vapiDriftEncrypted',
  key_refused: 'desk:vapiDriftKey',
  left_behind: 'desk:vapiDriftLeftBehind',
  moved: 'desk:vapiDriftMoved',
  no_retries: 'desk:vapiDriftRetries',
  number_elsewhere: 'desk:vapiDriftNumber',
  old_address: 'desk:vapiDriftOld',
  recording_off: 'desk:vapiDriftRecording',
  reports_off: 'desk:vapiDriftReports',
  squad_overrides: 'desk:vapiDriftSquad',
  squad_pinned: 'desk:vapiDriftPinned',
  static_addresses_off: 'desk:vapiDriftStatic',
} as const satisfies Record<Signal, DeskKey>

/** Setting the webhook again ends these. */
const MENDED: ReadonlySet<Signal> = new Set([
  'credential_changed',
  'encrypted_parts',
  'moved',
  'no_retries',
  'old_address',
  'reports_off',
  'static_addresses_off',
])

export const isMended = ({ signal }: Pick<Drift, 'signal'>): boolean => MENDED.has(signal)

type Time = Pick<Desk, 'language'> & {
  now: Date
  /** Undefined: the reader's. */
  timeZone?: string | undefined
}

/** “Tue 14:05” within the last days, else “24 Nov 2026, 14:05”. */
const whenOf = (at: string, { language, now, timeZone }: Time): string => {
  const when = formatWhen(at, { language, ...(timeZone === undefined ? {} : { timeZone }) })
  if (!when) return ''
  const passed = now.getTime() - Date.parse(at)
  return passed >= 0 && passed < 6 * DAY_MS ? `${when.weekday} ${when.clock}` : when.text
}

/** “Since Tue 14:05: The agent Reception posts elsewhere, to hooks.example.” */
export const driftText = (
  { detail, signal, since }: Pick<Drift, 'detail' | 'signal' | 'since'>,
  { formatCount, t, ...time }: Pick<Desk, 'formatCount' | 't'> & Time,
): string => {
  const { count = 0, host, name, until } = detail
  const isCleared = signal === 'moved' && !host
  const what = t(isCleared ? 'desk:vapiDriftCleared' : TEXTS[signal], {
    count,
    host: host ?? '',
    n: formatCount(count),
    name: name ?? '',
    until: until === undefined ? '' : whenOf(until, time),
  })
  return t('desk:vapiDriftSince', { what, when: whenOf(since, time) })
}

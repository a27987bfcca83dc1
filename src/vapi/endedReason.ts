/** How a call ended, in groups that clients understand. `unknown` is for reasons newer than this code. */
export const ENDED_GROUPS = [
  'completed',
  'transferred',
  'transfer_failed',
  'no_answer',
  'voicemail',
  'cancelled',
  'error',
  'unknown',
] as const

/**
 * Calls that nobody answered, including failed transfers. Figures, filters and mails all use this
 * definition.
 */
export const MISSED_GROUPS = [
  'no_answer',
  'cancelled',
  'transfer_failed',
] as const satisfies readonly EndedGroup[]

export type EndedGroup = (typeof ENDED_GROUPS)[number]

/** The labels of the groups, in the admin, in mails and on client pages. */
export const ENDED_LABELS = {
  cancelled: 'Cancelled',
  completed: 'Completed',
  error: 'Error',
  no_answer: 'No answer',
  transfer_failed: 'Transfer failed',
  transferred: 'Transferred',
  unknown: 'Unknown',
  voicemail: 'Voicemail',
} as const satisfies Record<EndedGroup, string>

// Order matters: many transfer and no-answer reasons also contain "error".
const VOICEMAIL = /^voicemail$/
const TRANSFER_FAILED = /^call\.forwarding\.|error-warm-transfer|error-transfer-failed$/
const TRANSFERRED =
  /^assistant-forwarded-call$|hook-executed-transfer$|^assistant-request-returned-forwarding-phone-number$/
const NO_ANSWER =
  /^customer-did-not-answer$|^customer-busy$|-sip-(?:408|480)-|^twilio-reported-customer-misdialed$|^call\.ringing\.sip-inbound-caller-hungup-before-call-connect$/
/** Reasons from Vapi's samples and from automation tools, after `kebabCase`. */
const LOOSE: Readonly<Record<string, EndedGroup>> = {
  'agent-ended-call': 'completed',
  'agent-hangup': 'completed',
  'answering-machine': 'voicemail',
  'assistant-hangup': 'completed',
  busy: 'no_answer',
  'call-completed': 'completed',
  'caller-ended-call': 'completed',
  'caller-hangup': 'completed',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  completed: 'completed',
  'customer-canceled': 'cancelled',
  'customer-hangup': 'completed',
  'customer-no-answer': 'no_answer',
  'dial-busy': 'no_answer',
  'dial-failed': 'error',
  'dial-no-answer': 'no_answer',
  failed: 'error',
  forwarded: 'transferred',
  hangup: 'completed',
  'machine-detected': 'voicemail',
  'manually-cancelled': 'cancelled',
  'no-answer': 'no_answer',
  'not-answered': 'no_answer',
  'silence-timeout': 'completed',
  'transfer-failed': 'transfer_failed',
  transferred: 'transferred',
  unanswered: 'no_answer',
  'user-ended-call': 'completed',
  'user-busy': 'no_answer',
  'user-hangup': 'completed',
  'voicemail-detected': 'voicemail',
  'voicemail-reached': 'voicemail',
}
const COMPLETED =
  /^customer-ended-call|^assistant-ended-call|^assistant-said-end-call-phrase$|^assistant-said-message-with-end-call-enabled$|^silence-timed-out$|^exceeded-max-duration$|^call\.in-progress\.(?:twilio|sip)-completed-call$|^vonage-(?:completed|disconnected)$|hook-executed-say$/
const CANCELLED = /^manually-canceled$|^scheduled-call-deleted$|^call-deleted$/
const ERROR =
  /error|fault|-failed|^pipeline-|^assistant-request-|^assistant-not-|^phone-call-(?:provider|worker)-|^worker-shutdown$|^customer-did-not-give-microphone-permission$|^assistant-join-timed-out$|^vonage-rejected$|^no-server-available$/

/** The result of attempts to transfer the caller; null if the report does not contain it. */
export type Transfer = 'connected' | 'failed' | null

type End = {
  /** From the status of each attempt, which is more reliable than the reason. */
  transfer?: Transfer
  /** True if the report names a destination, which only proves that a transfer was attempted. */
  transferred: boolean
}

/**
 * Groups Vapi's `endedReason`, an open list of about 600 strings (FACTS §4).
 * @param reason as received
 * @param end what the report says about transfers
 * @returns null if the report says nothing about the end
 * @example
 * endedGroupOf('customer-did-not-answer', { transferred: false }) // 'no_answer'
 * endedGroupOf('assistant-forwarded-call', { transfer: 'failed', transferred: true }) // 'transfer_failed'
 */
export const endedGroupOf = (reason: string | null, end: End): EndedGroup | null => {
  const text = reason?.trim().toLowerCase() ?? ''
  const group = groupOf(text, end)
  if (group !== 'unknown') return group
  const plain = kebabCase(reason ?? '')
  const known = plain === text ? 'unknown' : (groupOf(plain, end) ?? 'unknown')
  if (known !== 'unknown') return known
  const loose = Object.hasOwn(LOOSE, plain) ? LOOSE[plain] : undefined
  return (loose && decided(loose, end)) ?? 'unknown'
}

const groupOf = (text: string, end: End): EndedGroup | null => {
  if (VOICEMAIL.test(text)) return 'voicemail'
  if (TRANSFER_FAILED.test(text)) return 'transfer_failed'
  if (end.transferred || TRANSFERRED.test(text)) return decided('transferred', end)
  if (text === '') return end.transfer ? decided('transferred', end) : null
  if (NO_ANSWER.test(text)) return 'no_answer'
  if (COMPLETED.test(text)) return decided('completed', end)
  if (CANCELLED.test(text)) return 'cancelled'
  if (ERROR.test(text)) return 'error'
  return end.transfer ? decided('transferred', end) : 'unknown'
}

/** Corrects a group that does not say whether a transfer succeeded, by the result of the attempts. */
const decided = (group: EndedGroup, { transfer }: End): EndedGroup => {
  if (!transfer || (group !== 'completed' && group !== 'transferred')) return group
  return transfer === 'connected' ? 'transferred' : 'transfer_failed'
}

/**
 * Vapi's spelling for variants such as `assistantEndedCall`, `customer_ended_call` and `Customer ended
 * call`.
 */
const kebabCase = (reason: string): string =>
  reason
    .trim()
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
    .replace(/hang-up|hung-up/g, 'hangup')

/** How a call ended, in words a client understands. `unknown` is for reasons newer than this code. */
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

export type EndedGroup = (typeof ENDED_GROUPS)[number]

// Order matters: many transfer and no-answer reasons also contain "error".
const VOICEMAIL = /^voicemail$/
const TRANSFER_FAILED = /^call\.forwarding\.|error-warm-transfer|error-transfer-failed$/
const TRANSFERRED =
  /^assistant-forwarded-call$|hook-executed-transfer$|^assistant-request-returned-forwarding-phone-number$/
const NO_ANSWER =
  /^customer-did-not-answer$|^customer-busy$|-sip-(?:408|480)-|^twilio-reported-customer-misdialed$|^call\.ringing\.sip-inbound-caller-hungup-before-call-connect$/
const COMPLETED =
  /^customer-ended-call|^assistant-ended-call|^assistant-said-end-call-phrase$|^assistant-said-message-with-end-call-enabled$|^silence-timed-out$|^exceeded-max-duration$|^call\.in-progress\.(?:twilio|sip)-completed-call$|^vonage-(?:completed|disconnected)$|hook-executed-say$/
const CANCELLED = /^manually-canceled$|^scheduled-call-deleted$|^call-deleted$/
const ERROR =
  /error|fault|-failed|^pipeline-|^assistant-request-|^assistant-not-|^phone-call-(?:provider|worker)-|^worker-shutdown$|^customer-did-not-give-microphone-permission$|^assistant-join-timed-out$|^vonage-rejected$|^no-server-available$/

/**
 * Groups Vapi's `endedReason`, an open list of some 600 strings (FACTS §4).
 *
 * In: the reason as sent, and whether the report names a transfer destination. Out: the group, or
 * null when the report says nothing about the end at all.
 */
export const endedGroupOf = (
  reason: string | null,
  { transferred }: { transferred: boolean },
): EndedGroup | null => {
  const text = reason?.trim().toLowerCase() ?? ''
  if (VOICEMAIL.test(text)) return 'voicemail'
  if (TRANSFER_FAILED.test(text)) return 'transfer_failed'
  if (transferred || TRANSFERRED.test(text)) return 'transferred'
  if (text === '') return null
  if (NO_ANSWER.test(text)) return 'no_answer'
  if (COMPLETED.test(text)) return 'completed'
  if (CANCELLED.test(text)) return 'cancelled'
  if (ERROR.test(text)) return 'error'
  return 'unknown'
}

import { isEmptyJson, type JsonObject, objectOf } from '../lib/json'
import { normaliseKey } from './normaliseKey'

/** The server messages that Vapi sends in addition to reports (FACTS §1). The list grows. */
const KNOWN = new Set([
  'assistant-request',
  'assistant.speechStarted',
  'assistant.started',
  'call.delete.failed',
  'call.deleted',
  'call.artifact.upload',
  'call.endpointing.request',
  'campaign.predial',
  'chat.created',
  'chat.deleted',
  'conversation-update',
  'function-call',
  'handoff-destination-request',
  'hang',
  'knowledge-base-request',
  'language-change-detected',
  'language-changed',
  'model-output',
  'phone-call-control',
  'session.created',
  'session.deleted',
  'session.updated',
  'speech-update',
  'status-update',
  'tool-calls',
  'transcript',
  'transcript[transcriptType="final"]',
  'transfer-destination-request',
  'transfer-update',
  'user-interrupted',
  'voice-input',
  'voice-request',
])

/** What the desk read later of a call that it had, as the type of its delivery: it is no further report. */
export const LATE_TYPE = 'late-correction'

/** Type names for reports in samples and custom senders: `call.ended`, `analysis-ready`. */
const REPORT_LIKE =
  /report|endofcall|callend|callhasended|callcomplete|callfinished|callsummary|callanaly|endcall|postcall|hangup|(?:analysis|recording|transcript)ready/

/** Fields that only reports have. Other messages have transcripts and artifacts too. */
const REPORT_PARTS = [
  'analysis',
  'endedReason',
  'ended_reason',
  'recordingUrl',
  'structuredData',
  'structuredOutputs',
  'summary',
] as const

/** True if Vapi is known to send messages of this type. */
export const isKnownType = (type: string): boolean => KNOWN.has(type)

/** True if a message of unknown type may be a report, so that it must not be lost. */
export const isLikeReport = (type: string, message: JsonObject): boolean => {
  if (isKnownType(type)) return false
  if (type.length <= 100 && REPORT_LIKE.test(normaliseKey(type))) return true
  return [message, objectOf(message.call)].some((part) =>
    REPORT_PARTS.some((key) => !isEmptyJson(part?.[key])),
  )
}

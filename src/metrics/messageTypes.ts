/** The server messages that Vapi is known to send (`vapi/FACTS.md` §1), as values of a label. */
const KNOWN: ReadonlySet<string> = new Set([
  'assistant-request',
  'assistant.speechStarted',
  'assistant.started',
  'call.artifact.upload',
  'call.delete.failed',
  'call.deleted',
  'call.endpointing.request',
  'campaign.predial',
  'chat.created',
  'chat.deleted',
  'conversation-update',
  'end-of-call-report',
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
  'transfer-destination-request',
  'transfer-update',
  'user-interrupted',
  'voice-input',
  'voice-request',
])

/** A message's type as a label: what is not known could be any text, and is `other`. */
export const typeLabel = (messageType: null | string): string => {
  if (messageType === null) return 'none'
  return KNOWN.has(messageType) ? messageType : 'other'
}

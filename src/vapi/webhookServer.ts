/** The message without which the desk learns nothing of a call. */
export const REPORT = 'end-of-call-report'

/** How Vapi should post: retries that it recommends, but not of what would be refused again. */
export const WEBHOOK_SERVER = {
  backoffPlan: {
    baseDelaySeconds: 1,
    excludedStatusCodes: [400, 401, 403, 404, 413, 422],
    maxRetries: 3,
    type: 'exponential',
  },
  timeoutSeconds: 20,
} as const

/** What Vapi sends where an assistant names no messages. */
export const DEFAULT_MESSAGES = [
  'conversation-update',
  REPORT,
  'function-call',
  'hang',
  'speech-update',
  'status-update',
  'tool-calls',
  'transfer-destination-request',
  'handoff-destination-request',
  'user-interrupted',
  'assistant.started',
] as const

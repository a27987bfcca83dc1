import { REPORT_TYPE } from './serverMessage'

const LINES = [
  ['bot', 'Hello, this is a connection test. How can I help?'],
  ['user', 'Hi, I would like to book a consultation for Friday at ten.'],
  ['bot', 'Friday at ten is free. The consultation costs 45 dollars. Shall I book it?'],
  ['user', 'Yes, please.'],
  ['bot', 'You are booked for Friday at ten. Goodbye!'],
] as const

const SECONDS_EACH = 6
const DURATION = LINES.length * SECONDS_EACH
const STARTED_BEFORE_MS = (DURATION + 5) * 1000

// As long as usual prompts, so that the body has the size of a usual report: the test must fail if
// something in between lets only small bodies through.
const PROMPT = 'You answer the phone of a business. Be brief, friendly and exact. '.repeat(400)

/** The values that the desk must have stored for the test, by fields of the call summary. */
export const TEST_VALUES = {
  callType: 'inboundPhoneCall',
  currency: 'USD',
  customerName: 'Test Caller',
  customerPhone: '+12025550146',
  durationSeconds: DURATION,
  endedGroup: 'completed',
  endedReason: 'customer-ended-call',
  outcome: 'booked',
  price: 45,
  serviceName: 'Consultation',
  summary:
    'The desk’s own connection test: a made-up caller booked a consultation on Friday at ten.',
} as const

const words = (text: string) =>
  text.split(' ').map((word, index) => ({ confidence: 0.98, end: index + 1, start: index, word }))

const messagesFrom = (startedAt: number) =>
  LINES.map(([role, message], index) => {
    const time = startedAt + index * SECONDS_EACH * 1000
    return {
      duration: 4000,
      endTime: time + 4000,
      message,
      role,
      secondsFromStart: index * SECONDS_EACH,
      time,
      ...(role === 'user' ? { metadata: { wordLevelConfidence: words(message) } } : {}),
    }
  })

const outputs = {
  '0198c9a2-7d5e-7c11-9d0f-000000000001': { name: 'Outcome', result: TEST_VALUES.outcome },
  '0198c9a2-7d5e-7c11-9d0f-000000000002': { name: 'Price', result: `${TEST_VALUES.price} USD` },
  '0198c9a2-7d5e-7c11-9d0f-000000000003': {
    name: 'Service name',
    result: TEST_VALUES.serviceName,
  },
}

/**
 * An end-of-call report as Vapi posts it in 2026, with a made-up conversation.
 * @param callID an ID with `TEST_CALL_PREFIX`, by which the desk recognises a test
 */
export const testReport = ({ callID, now }: { callID: string; now: Date }): object => {
  const started = now.getTime() - STARTED_BEFORE_MS
  const startedAt = new Date(started).toISOString()
  const messages = messagesFrom(started)
  const { customerName: name, customerPhone: number } = TEST_VALUES
  return {
    message: {
      analysis: { successEvaluation: 'true', summary: TEST_VALUES.summary },
      artifact: {
        messages: [
          { message: PROMPT, role: 'system', secondsFromStart: 0, time: started },
          ...messages,
        ],
        messagesOpenAIFormatted: [
          { content: PROMPT, role: 'system' },
          ...LINES.map(([role, content]) => ({
            content,
            role: role === 'bot' ? 'assistant' : role,
          })),
        ],
        structuredOutputs: outputs,
        transcript: LINES.map(
          ([role, text]) => `${role === 'bot' ? 'AI' : 'User'}: ${text}\n`,
        ).join(''),
      },
      call: {
        createdAt: startedAt,
        id: callID,
        status: 'ringing',
        type: TEST_VALUES.callType,
        updatedAt: startedAt,
      },
      customer: { name, number },
      endedAt: new Date(started + DURATION * 1000).toISOString(),
      endedReason: TEST_VALUES.endedReason,
      startedAt,
      timestamp: now.getTime(),
      type: REPORT_TYPE,
    },
  }
}

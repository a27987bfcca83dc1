import { hexFrom, type Random, randomFrom } from './random'
import { prose, sentence } from './words'

/** Marks where the call's id goes. It is as long as an id. */
const PLACEHOLDER = '00000000-0000-7000-8000-00000000c411'

/** What a desk should keep of a report, as far as tests check it. */
type Expected = {
  customerPhone: string
  durationSeconds: number
  outcome: string
  price: number
  serviceName: string
  /** Contains `{id}` where the call's id goes. */
  summary: string
  turns: number
}

/** A report without its call id, to be sent many times. */
export type ReportTemplate = {
  /** The length of the body including an id, in bytes. */
  byteLength: number
  expected: Expected
  /** The body, split where the id goes. */
  parts: readonly Buffer[]
}

type Line = { at: number; role: 'assistant' | 'user'; text: string }

const START = Date.UTC(2026, 9, 5, 9, 30)
const OUTCOMES = ['booked', 'cancelled', 'callback', 'information'] as const
const SERVICES = ['Haircut', 'Check-up', 'Brake inspection', 'Cleaning'] as const

const wordTimings = (line: Line) =>
  line.text.split(' ').map((word, index) => ({
    confidence: 0.9 + (index % 10) / 100,
    end: line.at + index * 0.31 + 0.24,
    start: line.at + index * 0.31,
    word: word.toLowerCase(),
  }))

const vapiForm = (line: Line, index: number) => ({
  duration: 2400,
  endTime: START + line.at * 1000 + 2400,
  message: line.text,
  role: line.role === 'assistant' ? 'bot' : 'user',
  secondsFromStart: line.at,
  time: START + line.at * 1000,
  // Vapi adds timings to each word that the caller says. Here, one line in ten has them.
  ...(line.role === 'user' && index % 10 === 1
    ? { metadata: { wordLevelConfidence: wordTimings(line) } }
    : { source: '' }),
})

const recording = (random: Random) => {
  const file = `${hexFrom(random, 8)}-${hexFrom(random, 12)}.wav`
  return `https://recordings.example/calls/${file}?X-Amz-Expires=1800&X-Amz-Signature=${hexFrom(random, 64)}`
}

const makeMessage = ({
  isSmall,
  lines,
  prompt,
  random,
  variant,
}: {
  isSmall: boolean
  lines: readonly Line[]
  prompt: string
  random: Random
  variant: number
}) => {
  const seconds = 20 + lines.length * 6
  const expected: Expected = {
    customerPhone: `+1202555${String(100 + (variant % 100)).padStart(4, '0')}`,
    durationSeconds: seconds,
    outcome: OUTCOMES[variant % OUTCOMES.length] ?? 'booked',
    price: 20 + (variant % 50),
    serviceName: SERVICES[variant % SERVICES.length] ?? 'Haircut',
    summary: `Call {id}. ${sentence(random, isSmall ? 10 : 25)}`,
    turns: lines.length,
  }
  const system = { message: prompt, role: 'system', secondsFromStart: 0, time: START }
  const model = {
    messages: [{ content: prompt, role: 'system' }],
    model: 'gpt-4o',
    provider: 'openai',
    temperature: 0.4,
  }
  const phoneNumber = {
    id: '7a0c1f52-93b1-4f57-8f60-0d5ff2f0b0aa',
    number: '+12025550199',
    provider: 'twilio',
    // Not a real one. A desk has to find and mask it.
    twilioAuthToken: hexFrom(random, 32),
  }
  const customer = { name: 'Ada Example', number: expected.customerPhone }
  const assistantId = '5d1f6a0e-4c52-4d0a-9a4e-3d2b1c0f9e8d'
  const message = {
    analysis: {
      structuredData: {
        outcome: expected.outcome,
        price: `€${expected.price}`,
        serviceName: expected.serviceName,
        wantsReminder: variant % 2 === 0,
      },
      successEvaluation: 'true',
      summary: expected.summary.replace('{id}', PLACEHOLDER),
    },
    artifact: {
      messages: [system, ...lines.map(vapiForm)],
      messagesOpenAIFormatted: [
        { content: prompt, role: 'system' },
        ...lines.map(({ role, text }) => ({ content: text, role })),
      ],
      ...(isSmall ? {} : { presignedMonoUrl: recording(random) }),
      recordingUrl: recording(random),
      transcript: lines
        .map(({ role, text }) => `${role === 'assistant' ? 'AI' : 'User'}: ${text}\n`)
        .join(''),
    },
    assistant: { firstMessage: 'Hello, how can I help?', id: assistantId, model },
    call: {
      assistantId,
      ...(isSmall ? {} : { assistantOverrides: { model } }),
      createdAt: new Date(START - 2000).toISOString(),
      id: PLACEHOLDER,
      ...(isSmall
        ? {}
        : { monitor: { controlUrl: `https://control.example/${PLACEHOLDER}/control` } }),
      orgId: '0f8c2f7c-21a6-4d83-bb3e-5e6cf3f9f001',
      status: 'ringing',
      type: 'inboundPhoneCall',
    },
    cost: 0.0931,
    costBreakdown: {
      llm: 0.021,
      stt: 0.0121,
      total: 0.0931,
      transport: 0.01,
      tts: 0.03,
      vapi: 0.02,
    },
    customer,
    durationSeconds: seconds,
    endedAt: new Date(START + seconds * 1000).toISOString(),
    endedReason: 'customer-ended-call',
    phoneNumber,
    startedAt: new Date(START).toISOString(),
    timestamp: START + seconds * 1000 + 4600,
    type: 'end-of-call-report',
  }
  return { expected, text: JSON.stringify({ message }) }
}

/** The bytes of a report apart from prompt and conversation. Smaller bodies leave some of it out. */
const FRAME_BYTES = 2_900
const SMALL_BYTES = 6_000
/** The share of the remaining bytes that each of the four copies of the system prompt takes. */
const PROMPT_SHARE = 0.14

/**
 * Creates a report body of about that many bytes that looks like that of a real call: the system prompt four
 * times, the conversation in three forms, and one credential to mask. The same arguments give the same body
 * on every machine.
 */
export const makeReport = ({
  bytes,
  variant,
}: {
  bytes: number
  variant: number
}): ReportTemplate => {
  const seed = bytes * 31 + variant
  const isSmall = bytes < SMALL_BYTES
  const prompt = prose(randomFrom(seed), Math.max(40, (bytes - FRAME_BYTES) * PROMPT_SHARE))
  const lines: Line[] = []
  const speech = randomFrom(seed + 1)
  const build = () => makeMessage({ isSmall, lines, prompt, random: randomFrom(seed + 2), variant })
  let made = build()
  while (made.text.length < bytes || lines.length < 2) {
    // Many lines at first, then few: building the whole text for every line would be slow for large bodies.
    const missing = Math.max(1, Math.floor((bytes - made.text.length) / 900))
    for (let added = 0; added < missing; added += 1) {
      const index = lines.length
      lines.push({
        at: 1 + index * 6,
        role: index % 2 === 0 ? 'assistant' : 'user',
        text: sentence(speech, 4 + Math.floor(speech() * 12)),
      })
    }
    made = build()
  }
  const parts = made.text.split(PLACEHOLDER).map((part) => Buffer.from(part))
  return { byteLength: Buffer.byteLength(made.text), expected: made.expected, parts }
}

/** Several reports of about that size. */
export const makeReports = ({ bytes, count }: { bytes: number; count: number }): ReportTemplate[] =>
  Array.from({ length: count }, (_, variant) => makeReport({ bytes, variant }))

/** The whole body as text. */
export const bodyText = ({ id, template }: { id: string; template: ReportTemplate }): string =>
  template.parts.map((part) => part.toString()).join(id)

/**
 * A call id like Vapi's: a UUID that begins with the time. Here that is the number of a run, so that later
 * ids sort later.
 */
export const callId = ({ number, run }: { number: number; run: number }): string => {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return `0198${hex(run % 0x10000, 4)}-${hex(Math.floor(number / 0x100000000), 4)}-7000-8000-${hex(number % 0x1000000000000, 12)}`
}

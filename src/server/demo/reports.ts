import { createHash } from 'node:crypto'
import type { DemoCall } from './calendar'
import type { DemoClient, Scene } from './clients'

const callers = [
  ['Olivia Hart', '+12025550118'],
  ['Noah Fischer', '+12025550129'],
  ['Amara Diallo', '+12025550133'],
  [undefined, '+12025550157'],
  ['Lucas Silva', '+12025550164'],
  ['Hannah Weiss', '+12025550172'],
  ['Yuki Tanaka', '+12025550185'],
] as const

/** Ways in which a call can fail, the same for all trades. */
const misses: readonly (readonly [share: number, scene: Scene])[] = [
  [0.06, { endedReason: 'customer-did-not-answer', lines: [], summary: '' }],
  [
    0.11,
    {
      endedReason: 'voicemail',
      lines: [['assistant', 'Hello! Please call us back when you have a moment.']],
      outcome: 'voicemail',
      summary: 'Left a message asking for a call back.',
    },
  ],
  [
    0.14,
    {
      endedReason: 'call.in-progress.error-vapifault-worker-died',
      lines: [['assistant', 'Hello, how can I help?']],
      summary: 'The call broke off after the greeting.',
    },
  ],
]

/** A UUID, always the same for the same text. */
const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const structuredOutputs = (scene: Scene) =>
  Object.fromEntries(
    Object.entries({
      Outcome: scene.outcome,
      Price: scene.price,
      'Service name': scene.service,
      ...scene.customFields,
    })
      .filter(([, result]) => result !== undefined)
      .map(([name, result]) => [uuidOf(`output ${name}`), { compliancePlan: null, name, result }]),
  )

const structuredData = (scene: Scene) => ({
  outcome: scene.outcome ?? null,
  price: scene.price ?? '',
  service_name: scene.service ?? null,
  ...scene.customFields,
})

/** The id of a call: the same in every run. */
export const callID = ({ name }: DemoCall): string => uuidOf(`call ${name}`)

/** The phone number of the client's agent. */
export const agentNumber = ({ client }: { client: DemoClient }): string =>
  `+1202555${String(100 + (client.businessName.length % 100)).padStart(4, '0')}`

/** The id of the client's agent at Vapi. */
export const assistantID = ({ client }: { client: DemoClient }): string =>
  uuidOf(`assistant ${client.email}`)

/**
 * An end-of-call report as Vapi posts it. Half of them have the extracted data as structured outputs,
 * the other half as the older structured data.
 */
export const report = ({ call, client }: { call: DemoCall; client: DemoClient }): object => {
  const miss = misses.find(([share]) => call.dice < share)?.[1]
  const isMiss = miss !== undefined
  // The remaining digits of the random number decide the rest.
  const index = Math.floor(call.dice * 1_000_003)
  const scene = miss ?? client.scenes[index % client.scenes.length]
  const caller = callers[index % callers.length]
  if (scene === undefined || caller === undefined) throw new Error(`${client.email} has no calls`)
  const [name, number] = caller

  const seconds = scene.lines.length === 0 ? 0 : 12 + scene.lines.length * 9 + (index % 23)
  const startedAt = new Date(Math.floor(call.at.getTime() / 1000) * 1000)
  const endedAt = new Date(startedAt.getTime() + seconds * 1000)
  const messages = scene.lines.map(([role, message], line) => ({
    duration: 4000,
    endTime: startedAt.getTime() + line * 9000 + 4000,
    message,
    role: role === 'assistant' ? 'bot' : 'user',
    secondsFromStart: 1.2 + line * 9,
    time: startedAt.getTime() + line * 9000,
  }))
  const usesOutputs = index % 2 === 0
  return {
    message: {
      analysis: {
        ...(scene.summary === '' ? {} : { summary: scene.summary }),
        ...(usesOutputs || isMiss ? {} : { structuredData: structuredData(scene) }),
        successEvaluation: isMiss ? 'false' : 'true',
      },
      artifact: {
        messages,
        recordingUrl: '',
        ...(usesOutputs && !isMiss ? { structuredOutputs: structuredOutputs(scene) } : {}),
        transcript: scene.lines
          .map(([role, text]) => `${role === 'assistant' ? 'AI' : 'User'}: ${text}\n`)
          .join(''),
      },
      assistant: { name: client.businessName },
      call: {
        assistantId: assistantID({ client }),
        createdAt: startedAt.toISOString(),
        id: callID(call),
        status: 'ringing',
        type:
          scene.endedReason === 'voicemail' || isMiss ? 'outboundPhoneCall' : 'inboundPhoneCall',
      },
      cost: Math.round(seconds * 0.15) / 100,
      customer: name === undefined ? { number } : { name, number },
      endedAt: endedAt.toISOString(),
      endedReason: scene.endedReason,
      phoneNumber: { number: agentNumber({ client }) },
      startedAt: startedAt.toISOString(),
      timestamp: endedAt.getTime() + 5000,
      type: 'end-of-call-report',
    },
  }
}

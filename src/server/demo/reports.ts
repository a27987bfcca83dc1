import { createHash } from 'node:crypto'
import type { DemoClient, Scene } from './clients'

const day = 24 * 60 * 60 * 1000
const daysBack = 30

const callers = [
  ['Olivia Hart', '+12025550118'],
  ['Noah Fischer', '+12025550129'],
  ['Amara Diallo', '+12025550133'],
  [undefined, '+12025550157'],
  ['Lucas Silva', '+12025550164'],
  ['Hannah Weiss', '+12025550172'],
  ['Yuki Tanaka', '+12025550185'],
] as const

/** Ways in which a call comes to nothing, met by every trade. */
const misses: readonly Scene[] = [
  {
    endedReason: 'customer-did-not-answer',
    lines: [],
    summary: '',
  },
  {
    endedReason: 'call.in-progress.error-vapifault-worker-died',
    lines: [['assistant', 'Hello, how can I help?']],
    summary: 'The call broke off after the greeting.',
  },
]

/** A UUID that is the same for the same text. */
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

/** The id of a client's call number `index`: the same in every run. */
export const callID = ({ client, index }: { client: DemoClient; index: number }): string =>
  uuidOf(`call ${client.email} ${index}`)

/** The number that the client's agent is reached at. */
export const agentNumber = ({ client }: { client: DemoClient }): string =>
  `+1202555${String(100 + (client.businessName.length % 100)).padStart(4, '0')}`

/** The id of the client's agent at Vapi. */
export const assistantID = ({ client }: { client: DemoClient }): string =>
  uuidOf(`assistant ${client.email}`)

/**
 * An end-of-call report as Vapi posts it, for the client's call number `index`. Half of them carry
 * what the agent extracted as structured outputs, half in the older structured data.
 * @param now the calls are spread over the 30 days before it
 */
export const report = ({
  client,
  index,
  now,
}: {
  client: DemoClient
  index: number
  now: Date
}): object => {
  const isMiss = index % 7 === 5
  const scene = isMiss
    ? misses[Math.floor(index / 7) % misses.length]
    : client.scenes[index % client.scenes.length]
  const caller = callers[(index * 3 + client.businessName.length) % callers.length]
  if (scene === undefined || caller === undefined) throw new Error(`${client.email} has no calls`)
  const [name, number] = caller

  const age = ((index + 0.37) / Math.max(client.calls, 1)) * daysBack * day
  const startedAt = new Date(Math.floor((now.getTime() - age) / 1000) * 1000)
  const seconds = scene.lines.length === 0 ? 0 : 12 + scene.lines.length * 9 + ((index * 7) % 23)
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
        id: callID({ client, index }),
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

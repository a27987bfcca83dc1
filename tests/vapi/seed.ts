import { randomUUID } from 'node:crypto'
import { keepSecretsIn, type Leaks } from './leaks'
import type { OrgState, StoredAssistant, StoredCall, StoredNumber, StoredSquad } from './org'
import { swallowSecret } from './servers'
import { tone } from './tone'
import type { Row } from './types'

/** An assistant to add; `server.secret` is kept and never shown, as by Vapi. */
export type NewAssistant = {
  /** Any other key of an assistant. */
  body?: Row
  createdAt?: number
  id?: string
  name?: string
  server?: Row
  serverMessages?: readonly string[]
}

/** A phone number to add. */
export type NewNumber = {
  assistantId?: null | string
  body?: Row
  id?: string
  name?: string
  number?: string
  provider?: string
  server?: Row
  squadId?: null | string
  workflowId?: null | string
}

/** A squad to add. Members are assistants' ids, or whole members. */
export type NewSquad = {
  body?: Row
  id?: string
  members: readonly (Row | string)[]
  name?: string
}

/**
 * A call to add; times in ms. By default one that ended well: it began 20 minutes before the clock and lasted 90
 * seconds.
 */
export type NewCall = {
  assistantId?: null | string
  /** Keys at its root beside the rest or instead of it, such as `assistantOverrides`. */
  body?: Row
  /** USD; 0.2 by default. */
  cost?: number
  /** USD from an hour after the end; 0.01 more than `cost` by default. */
  correctedCost?: number
  createdAt?: number
  customer?: Row | null
  /** Null: it has not ended. */
  endedAt?: null | number
  endedReason?: null | string
  id?: string
  messages?: Row[]
  phoneNumberId?: null | string
  /** Null: none; by default a tone of two seconds, made when it is asked for. */
  recording?: { bytes: Uint8Array; type: string } | null
  squadId?: null | string
  /** Null: it never connected. */
  startedAt?: null | number
  /** `ended` by default, or `in-progress` if `endedAt` is null. */
  status?: string
  structuredOutputs?: Row | null
  summary?: string
  transcript?: string
  type?: string
  /** Instead of what the clock says. */
  updatedAt?: number
}

const MINUTE = 60_000

let last = 0

/** A time of creation that no other has, so that lists have one order. */
const nextCreation = (org: OrgState): number => {
  last = Math.max(org.clock.now() - 86_400_000, last + 1)
  return last
}

const messagesOf = (transcript: string, start: number): Row[] =>
  transcript
    .split('\n')
    .filter((line) => line.includes(': '))
    .map((line, index) => ({
      duration: 2_000,
      endTime: start + index * 4_000 + 2_000,
      message: line.slice(line.indexOf(': ') + 2),
      role: line.startsWith('AI') ? 'bot' : 'user',
      secondsFromStart: index * 4,
      time: start + index * 4_000,
    }))

export const addAssistant = (org: OrgState, leaks: Leaks, seed: NewAssistant): StoredAssistant => {
  const createdAt = seed.createdAt ?? nextCreation(org)
  const given: Row = {
    firstMessage: 'Good morning.',
    model: {
      messages: [{ content: 'Be kind.', role: 'system' }],
      model: 'gpt-4o',
      provider: 'openai',
    },
    name: seed.name ?? 'Reception',
    voice: { provider: 'vapi', voiceId: 'Elliot' },
    ...(seed.server ? { server: seed.server } : {}),
    ...(seed.serverMessages ? { serverMessages: [...seed.serverMessages] } : {}),
    ...seed.body,
  }
  keepSecretsIn(given, leaks)
  const { body, secret } = swallowSecret(given, null)
  const stored = {
    body,
    createdAt,
    id: seed.id ?? randomUUID(),
    isDeleted: false,
    secret,
    updatedAt: createdAt,
    version: 1,
    versions: [],
  }
  org.assistants.set(stored.id, stored)
  return stored
}

export const addNumber = (org: OrgState, leaks: Leaks, seed: NewNumber): StoredNumber => {
  const createdAt = nextCreation(org)
  const provider = seed.provider ?? 'twilio'
  const twilio = {
    twilioAccountSid: 'AC0123456789abcdef0123456789abcdef',
    twilioApiKey: leaks.make('twilio-key'),
    twilioApiSecret: leaks.make('twilio-secret'),
    twilioAuthToken: leaks.make('twilio-token'),
  }
  const given: Row = {
    assistantId: seed.assistantId ?? null,
    name: seed.name ?? 'Main line',
    number: seed.number ?? `+39061${String(2_000_000 + org.numbers.size)}`,
    provider,
    squadId: seed.squadId ?? null,
    status: 'active',
    workflowId: seed.workflowId ?? null,
    ...(provider === 'twilio' ? twilio : {}),
    ...(seed.server ? { server: seed.server } : {}),
    ...seed.body,
  }
  keepSecretsIn(given, leaks)
  const { body, secret } = swallowSecret(given, null)
  const stored = { body, createdAt, id: seed.id ?? randomUUID(), secret, updatedAt: createdAt }
  org.numbers.set(stored.id, stored)
  return stored
}

export const addSquad = (org: OrgState, seed: NewSquad): StoredSquad => {
  const createdAt = nextCreation(org)
  const members = seed.members.map((member) =>
    typeof member === 'string' ? { assistantId: member } : member,
  )
  const stored = {
    body: { members, name: seed.name ?? 'Squad', ...seed.body },
    createdAt,
    id: seed.id ?? randomUUID(),
    updatedAt: createdAt,
  }
  org.squads.set(stored.id, stored)
  return stored
}

let recording: { bytes: Uint8Array; type: string } | undefined

const usualRecording = () => {
  recording ??= { bytes: tone(2), type: 'audio/wav' }
  return recording
}

const timesOf = (org: OrgState, seed: NewCall) => {
  const createdAt =
    seed.createdAt ??
    (typeof seed.endedAt === 'number' ? seed.endedAt - 92_000 : org.clock.now() - 20 * MINUTE)
  const startedAt = seed.startedAt === undefined ? createdAt + 2_000 : seed.startedAt
  const isOpen = seed.status !== undefined && seed.status !== 'ended'
  const endedAt = seed.endedAt === undefined ? (isOpen ? null : createdAt + 92_000) : seed.endedAt
  return { createdAt, endedAt, startedAt }
}

export const addCall = (org: OrgState, seed: NewCall): StoredCall => {
  const { createdAt, endedAt, startedAt } = timesOf(org, seed)
  const type = seed.type ?? 'inboundPhoneCall'
  const isConnected = startedAt !== null
  const transcript =
    seed.transcript ??
    (isConnected ? 'AI: Good morning.\nUser: A table for two on Friday, please.\n' : '')
  const cost = seed.cost ?? (isConnected ? 0.2 : 0)
  const stored: StoredCall = {
    assistantId: seed.assistantId ?? null,
    body: seed.body ?? {},
    correctedCost:
      seed.correctedCost ?? (isConnected ? Math.round(cost * 10_000 + 100) / 10_000 : 0),
    cost,
    createdAt,
    customer: seed.customer === undefined ? { number: '+390612345678' } : seed.customer,
    endedAt,
    endedReason:
      seed.endedReason ??
      (endedAt === null ? null : isConnected ? 'customer-ended-call' : 'customer-did-not-answer'),
    id: seed.id ?? randomUUID(),
    messages: seed.messages ?? messagesOf(transcript, startedAt ?? createdAt),
    phoneNumberId: seed.phoneNumberId ?? null,
    recording:
      seed.recording === undefined ? (isConnected ? usualRecording() : null) : seed.recording,
    squadId: seed.squadId ?? null,
    startedAt,
    status: seed.status ?? (endedAt === null ? 'in-progress' : 'ended'),
    structuredOutputs: seed.structuredOutputs ?? null,
    summary: seed.summary ?? (isConnected ? 'Wants a table for two on Friday.' : ''),
    transcript,
    type,
    updatedAt: seed.updatedAt ?? null,
  }
  org.calls.set(stored.id, stored)
  return stored
}

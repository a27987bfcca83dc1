import { createHmac } from 'node:crypto'
import type { JsonObject } from '../../lib/json'
import type { Answer } from '../api/answer'
import type { AskOptions } from '../api/ask'
import {
  type Assistant,
  type AssistantPatch,
  getAssistant,
  patchAssistant,
} from '../api/assistants'
import type { Connection } from '../api/connection'
import { getNumber, patchNumber } from '../api/numberServer'

/**
 * Where the webhook is set: at an assistant, or, where that serves several clients, at the number of one of them.
 * `phoneNumberID` empty: at the assistant.
 */
export type Place = { assistantID: string; phoneNumberID: string }

/** What stands at a place now. */
export type Stand = Pick<
  Assistant,
  | 'compliancePlan'
  | 'credentialIDs'
  | 'isServerUrlSecretSet'
  | 'latestVersion'
  | 'name'
  | 'orgId'
  | 'recordingEnabled'
  | 'server'
  | 'serverMessages'
  | 'serverURL'
  | 'toolsWithoutServer'
  | 'updatedAt'
> & {
  /** null: at an assistant. */
  number: null | {
    /** The assistant has an address of its own, which beats the number's. */
    assistantHasServer: boolean
    /** Which assistant answers it. */
    assistantID: null | string
    label: string
    provider: null | string
  }
}

const readNumber = async (
  connection: Connection,
  { assistantID, phoneNumberID }: Place,
): Promise<Answer<Stand>> => {
  const found = await getNumber(connection, phoneNumberID)
  if (!found.ok) return found
  const assistant = await getAssistant(connection, assistantID)
  if (!assistant.ok) return assistant
  const { isServerUrlSecretSet, orgId, server, serverURL, ...number } = found.value
  return {
    ok: true,
    value: {
      ...assistant.value,
      isServerUrlSecretSet,
      latestVersion: null,
      number: {
        assistantHasServer: assistant.value.serverURL !== null,
        assistantID: number.assistantID,
        label: number.number ?? number.name ?? number.id,
        provider: number.provider,
      },
      orgId,
      server,
      serverURL,
      updatedAt: null,
    },
  }
}

/** Reads what stands at a place. */
export const readPlace = async (connection: Connection, place: Place): Promise<Answer<Stand>> => {
  if (place.phoneNumberID !== '') return readNumber(connection, place)
  const found = await getAssistant(connection, place.assistantID)
  return found.ok ? { ok: true, value: { ...found.value, number: null } } : found
}

type WritePlace = Pick<AskOptions, 'before'> & { patch: AssistantPatch; place: Place; stand: Stand }

/** Writes the server of a place, and at an assistant its messages. It is sent once. */
export const writePlace = async (
  connection: Connection,
  { before, patch, place, stand }: WritePlace,
): Promise<Answer<null>> => {
  const { server } = patch
  const written =
    stand.number === null
      ? await patchAssistant(connection, place.assistantID, patch, { before })
      : await patchNumber(
          connection,
          place.phoneNumberID,
          { provider: stand.number.provider, server },
          { before },
        )
  return written.ok ? { ok: true, value: null } : written
}

type Seen = Pick<Stand, 'server' | 'serverMessages' | 'serverURL'>

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries: [string, unknown][] = Object.entries(value)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]),
  )
}

/** A keyed hash of what stands at a place: who confirms a plan says with it what they saw. */
export const fingerprint = ({ server, serverMessages, serverURL }: Seen, secret: string): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([sorted(server), serverMessages, serverURL]))
    .digest('hex')

/** The keys that a server's headers have, in lower case. */
export const headerNames = (server: JsonObject | null): string[] => {
  const headers = server?.headers
  return typeof headers === 'object' && headers !== null && !Array.isArray(headers)
    ? Object.keys(headers).map((name) => name.toLowerCase())
    : []
}

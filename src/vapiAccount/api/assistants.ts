import type { JsonObject } from '../../lib/json'
import type { Answer } from './answer'
import type { Connection } from './connection'

/** What the desk reads of an assistant: never its prompts. */
export type Assistant = {
  /** Plans on what Vapi may keep; null if there are none. */
  compliancePlan: JsonObject | null
  credentialIDs: string[]
  id: string
  /** A secret is set at Vapi, which nobody can read. */
  isServerUrlSecretSet: boolean
  latestVersion: null | string
  name: null | string
  orgId: null | string
  /** null: Vapi's default, which is on. */
  recordingEnabled: boolean | null
  /** The whole block without nulls: its `headers` may hold secrets. */
  server: JsonObject | null
  /** null: Vapi's eleven defaults. */
  serverMessages: null | string[]
  /** `server.url`, or the older `serverUrl`. */
  serverURL: null | string
  /** Names of its own tools that have no server, so that their calls go to the assistant's. */
  toolsWithoutServer: string[]
  updatedAt: Date | null
}

/** What the desk writes into an assistant: exactly these two, each whole. */
export type AssistantPatch = {
  /** null clears it, where Vapi allows that. */
  server: JsonObject | null
  serverMessages: string[]
}

/** All assistants of the account, by name. */
export const listAssistants = (_connection: Connection): Promise<Answer<Assistant[]>> =>
  Promise.reject(new Error('Not built yet'))

/** One assistant; `gone` if the organisation has none with this id. */
export const getAssistant = (_connection: Connection, _id: string): Promise<Answer<Assistant>> =>
  Promise.reject(new Error('Not built yet'))

/**
 * Writes an assistant's server and messages, and nothing else of it. It is sent once: after `unreachable` it may
 * have been written all the same, so read it before you decide.
 */
export const patchAssistant = (
  _connection: Connection,
  _id: string,
  _patch: AssistantPatch,
): Promise<Answer<Assistant>> => Promise.reject(new Error('Not built yet'))

import { isJsonObject, type JsonObject, type JsonValue, objectOf } from '../../lib/json'
import { naturalOrder } from '../../lib/naturalOrder'
import type { Answer } from './answer'
import { type AskOptions, ask } from './ask'
import type { Connection } from './connection'
import { blockOf, booleanOf, objectsOf, serverURLOf, textOf, textsOf, timeOf } from './fields'
import { areOurs, listAll, refuseOtherOrg } from './listAll'
import { KEEP_ASSISTANT } from './parsing/keep'

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

/** Kinds of tools that call a server, and not Vapi itself. */
const CALLS_A_SERVER = new Set(['function', 'tool-calls'])

const toolsWithoutServer = (model: JsonObject | undefined): string[] =>
  objectsOf(model?.tools)
    .filter((tool) => CALLS_A_SERVER.has(textOf(tool.type) ?? '') && serverURLOf(tool) === null)
    .map((tool) => textOf(objectOf(tool.function)?.name) ?? textOf(tool.name) ?? 'function')

/** Reads an assistant as Vapi gives it. null: it is none. Pure. */
export const readAssistant = (row: JsonObject): Assistant | null => {
  const id = textOf(row.id)
  if (id === null) return null
  return {
    compliancePlan: blockOf(row.compliancePlan),
    credentialIDs: textsOf(row.credentialIds) ?? [],
    id,
    isServerUrlSecretSet: row.isServerUrlSecretSet === true,
    latestVersion: textOf(row.latestVersion),
    name: textOf(row.name),
    orgId: textOf(row.orgId),
    recordingEnabled:
      booleanOf(objectOf(row.artifactPlan)?.recordingEnabled) ?? booleanOf(row.recordingEnabled),
    server: blockOf(row.server),
    serverMessages: textsOf(row.serverMessages),
    serverURL: serverURLOf(row),
    toolsWithoutServer: toolsWithoutServer(objectOf(row.model)),
    updatedAt: timeOf(row.updatedAt),
  }
}

const byName = (a: Assistant, b: Assistant): number =>
  naturalOrder(a.name ?? a.id, b.name ?? b.id) || (a.id < b.id ? -1 : 1)

/** All assistants of the account, by name. @throws any database error */
export const listAssistants = async (connection: Connection): Promise<Answer<Assistant[]>> => {
  const answer = await listAll({
    connection,
    keep: KEEP_ASSISTANT,
    path: '/assistant',
    read: readAssistant,
  })
  return answer.ok ? { ok: true, value: answer.value.sort(byName) } : answer
}

const NO_ASSISTANT: Answer<never> = {
  ok: false,
  problem: { kind: 'invalid', message: 'Vapi’s answer is not the assistant that was asked for.' },
}

const oneOf = async (
  connection: Connection,
  value: JsonValue,
  id: string,
): Promise<Answer<Assistant>> => {
  const assistant = isJsonObject(value) ? readAssistant(value) : null
  if (!isJsonObject(value) || assistant?.id !== id) return NO_ASSISTANT
  if (!(await areOurs(connection, [value]))) return await refuseOtherOrg(connection)
  return { ok: true, value: assistant }
}

const pathOf = (id: string): string => `/assistant/${encodeURIComponent(id)}`

/** One assistant; `gone` if the organisation has none with this id. @throws any database error */
export const getAssistant = async (
  connection: Connection,
  id: string,
): Promise<Answer<Assistant>> => {
  const request = { method: 'GET', path: pathOf(id) } as const
  const answer = await ask(connection, request, { keep: KEEP_ASSISTANT })
  return answer.ok ? await oneOf(connection, answer.value.value, id) : answer
}

/**
 * Writes an assistant's server and messages, and nothing else of it. It is sent once: after `unreachable` it may
 * have been written all the same, so read it before you decide.
 * @throws any database error
 */
export const patchAssistant = async (
  connection: Connection,
  id: string,
  { server, serverMessages }: AssistantPatch,
  { before }: Pick<AskOptions, 'before'> = {},
): Promise<Answer<Assistant>> => {
  const body = { server, serverMessages }
  const request = { body, method: 'PATCH', path: pathOf(id) } as const
  const answer = await ask(connection, request, { before, keep: KEEP_ASSISTANT })
  if (!answer.ok) return answer
  const written = await oneOf(connection, answer.value.value, id)
  // Vapi took it, whatever it then says.
  return written.ok ? written : { ok: false, problem: { ...written.problem, kind: 'unreachable' } }
}

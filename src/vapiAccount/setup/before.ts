import { z } from 'zod'
import type { JsonObject, JsonValue } from '../../lib/json'
import { DEFAULT_MESSAGES } from '../../vapi/webhookServer'
import type { AssistantPatch } from '../api/assistants'
import { withoutNulls } from './desired'
import type { Stand } from './place'

const jsonSchema: z.ZodType<JsonValue> = z.json()
const blockSchema = z.record(z.string(), jsonSchema)

const beforeSchema = z.object({
  isSecretSet: z.boolean(),
  latestVersion: z.string().nullable(),
  messages: z.array(z.string()).nullable(),
  server: blockSchema.nullable(),
  updatedAt: z.string().nullable(),
  url: z.string().nullable(),
})

/** What stood at Vapi before the desk wrote there. It may hold somebody's secrets, and is only kept encrypted. */
export type Before = z.infer<typeof beforeSchema>

/** What stands there now, to be kept. */
export const beforeOf = (stand: Stand): Before => ({
  isSecretSet: stand.isServerUrlSecretSet,
  latestVersion: stand.latestVersion,
  messages: stand.serverMessages,
  server: stand.server,
  updatedAt: stand.updatedAt?.toISOString() ?? null,
  url: stand.serverURL,
})

/** What is kept where nothing of somebody else's stood: the messages alone. */
export const withoutServer = (before: Before): Before => ({
  ...before,
  isSecretSet: false,
  server: null,
  url: null,
})

/** A kept text; null if it cannot be read, as after a lost PAYLOAD_SECRET. */
export const readBefore = (
  text: null | string,
  decrypt: (text: string) => string,
): Before | null => {
  if (text === null) return null
  try {
    return beforeSchema.parse(JSON.parse(decrypt(text)))
  } catch {
    return null
  }
}

const serverOf = ({ server, url }: Before): JsonObject | null => {
  if (server !== null && typeof server.url === 'string') return withoutNulls(server)
  // The older field, which nobody can write any more.
  return url === null ? null : { ...withoutNulls(server ?? {}), url }
}

/** What puts back what stood there. */
export const restoring = (before: Before): AssistantPatch => ({
  server: serverOf(before),
  serverMessages: before.messages ?? [...DEFAULT_MESSAGES],
})

import type { Endpoint, Payload, PayloadRequest } from 'payload'
import { isStaff } from '../src/access/roles'
import { ownFieldsOf } from '../src/fields/ownFields'
import { openAPIDocument } from '../src/openapi/document'
import type { OwnField } from '../src/vapi/mapping/mapping'

type Documents = { byFields: Map<string, string>; general?: Promise<string> }

const documents = new WeakMap<Payload, Documents>()

/** The documents of so many clients are kept. */
const MAX_KEPT = 50

const keptOf = (payload: Payload): Documents => {
  const kept = documents.get(payload) ?? { byFields: new Map() }
  documents.set(payload, kept)
  return kept
}

const write = async (payload: Payload, own: readonly OwnField[]): Promise<string> =>
  JSON.stringify(await openAPIDocument(payload, own))

/** Without own fields, the document only depends on the configuration, so it is built once. */
const documentOf = async (payload: Payload, own: readonly OwnField[]): Promise<string> => {
  const kept = keptOf(payload)
  if (own.length === 0) {
    kept.general ??= write(payload, own)
    return kept.general
  }
  const key = JSON.stringify(own)
  const known = kept.byFields.get(key)
  if (known !== undefined) return known
  const made = await write(payload, own)
  if (kept.byFields.size >= MAX_KEPT) kept.byFields.clear()
  kept.byFields.set(key, made)
  return made
}

const ownFieldsFor = async ({ payload, user }: PayloadRequest): Promise<readonly OwnField[]> => {
  if (!user || isStaff(user)) return []
  return (await ownFieldsOf(payload, [user.id])).get(user.id) ?? []
}

/**
 * `GET /api/openapi.json`: the OpenAPI document of the clients' API. It is public; for a client that signs in it also
 * has the own fields of that client.
 */
export const openapi: Endpoint = {
  handler: async (req) => {
    const own = await ownFieldsFor(req)
    return new Response(await documentOf(req.payload, own), {
      headers: {
        'Cache-Control': own.length > 0 ? 'private, no-cache' : 'public, max-age=300',
        'Content-Type': 'application/json',
        Vary: 'Authorization, Cookie',
      },
    })
  },
  method: 'get',
  path: '/openapi.json',
}

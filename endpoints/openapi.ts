import type { Endpoint, Payload } from 'payload'
import { openAPIDocument } from '../src/openapi/document'

const documents = new WeakMap<Payload, Promise<string>>()

/** The document only depends on the configuration, so it is built once. */
const documentOf = (payload: Payload): Promise<string> => {
  const known = documents.get(payload)
  if (known) return known
  const made = openAPIDocument(payload).then((document) => JSON.stringify(document))
  documents.set(payload, made)
  return made
}

/** `GET /api/openapi.json`: the OpenAPI document of the clients' API. It is public. */
export const openapi: Endpoint = {
  handler: async ({ payload }) =>
    new Response(await documentOf(payload), {
      headers: { 'Cache-Control': 'public, max-age=300', 'Content-Type': 'application/json' },
    }),
  method: 'get',
  path: '/openapi.json',
}

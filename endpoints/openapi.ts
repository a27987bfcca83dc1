import type { Endpoint, Payload } from 'payload'
import { openAPIDocument } from '../src/openapi/document'

const documents = new WeakMap<Payload, Promise<string>>()

/** It depends on nothing but the configuration, so once is enough. */
const documentOf = (payload: Payload): Promise<string> => {
  const known = documents.get(payload)
  if (known) return known
  const made = openAPIDocument(payload).then((document) => JSON.stringify(document))
  documents.set(payload, made)
  return made
}

/** `GET /api/openapi.json`: the clients' API for machines, for everybody. */
export const openapi: Endpoint = {
  handler: async ({ payload }) =>
    new Response(await documentOf(payload), {
      headers: { 'Cache-Control': 'public, max-age=300', 'Content-Type': 'application/json' },
    }),
  method: 'get',
  path: '/openapi.json',
}

import { jsonBody, ref, refusals, success } from '../answers'

const list = {
  description: 'What is known of your keys; never the keys themselves.',
  operationId: 'listApiKeys',
  responses: {
    200: success({ description: 'Your keys, the newest first.', schema: ref('ApiKeyList') }),
    ...refusals(403, 429),
  },
  summary: 'List your API keys',
  tags: ['API keys'],
}

const make = {
  description:
    'Needs a login: a key makes no keys. The key itself is in this answer, and never again.',
  operationId: 'createApiKey',
  requestBody: jsonBody(ref('NewApiKey'), { expiresAt: '2999-12-31T00:00:00.000Z', name: 'CRM' }),
  responses: {
    201: success({ description: 'The key.', schema: ref('MadeApiKey') }),
    ...refusals(400, 403, 409, 429),
  },
  summary: 'Make an API key',
  tags: ['API keys'],
}

const revoke = {
  description: 'Needs a login. The key stops at once and for good.',
  operationId: 'revokeApiKey',
  parameters: [
    { in: 'path', name: 'id', required: true, schema: { format: 'uuid', type: 'string' } },
  ],
  responses: {
    200: success({ description: 'The key as it is now.', schema: ref('RevokedApiKey') }),
    ...refusals(401, 404, 429),
  },
  summary: 'Revoke an API key',
  tags: ['API keys'],
}

/** API keys. */
export const keyPaths = {
  '/api-keys': { get: list, post: make },
  '/api-keys/{id}/revoke': { post: revoke },
}

import { jsonBody, ref, refusals, success } from '../answers'

const list = {
  description: 'The details of your keys, never the keys themselves.',
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
    'Requires a login: a key cannot create keys. Only this response contains the key itself.',
  operationId: 'createApiKey',
  requestBody: jsonBody(ref('NewApiKey'), { expiresAt: '2999-12-31T00:00:00.000Z', name: 'CRM' }),
  responses: {
    201: success({ description: 'The new key.', schema: ref('MadeApiKey') }),
    ...refusals(400, 403, 409, 429),
  },
  summary: 'Create an API key',
  tags: ['API keys'],
}

const revoke = {
  description: 'Requires a login. The key stops working immediately and permanently.',
  operationId: 'revokeApiKey',
  parameters: [
    { in: 'path', name: 'id', required: true, schema: { format: 'uuid', type: 'string' } },
  ],
  responses: {
    200: success({ description: 'The revoked key.', schema: ref('RevokedApiKey') }),
    ...refusals(401, 404, 429),
  },
  summary: 'Revoke an API key',
  tags: ['API keys'],
}

/** The path items of API keys. */
export const keyPaths = {
  '/api-keys': { get: list, post: make },
  '/api-keys/{id}/revoke': { post: revoke },
}

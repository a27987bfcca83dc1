import type { CollectionSlug, Payload } from 'payload'
import { license, version } from '../../package.json'
import { headers, responses } from './answers'
import { clientRequest, fieldsOfClient } from './clientView'
import { accountPaths } from './paths/account'
import { callPaths } from './paths/calls'
import { graphQLPaths } from './paths/graphql'
import { keyPaths } from './paths/keys'
import { schemas } from './schemas'

const DESCRIPTION = `What a client of this desk reads and changes: its calls, its profile, its API keys.

Sign in with an **API key**, which staff or you make, or with \`POST /users/login\`: either goes into the header \`Authorization: Bearer …\`. Errors have one form, \`{"errors": [{"code": "…", "message": "…"}]}\`, in GraphQL with the code under \`extensions\`: codes never change, messages may. Times are ISO 8601 in UTC.`

/**
 * The OpenAPI 3.1 document of the clients' API: fields, their types and descriptions from the
 * collections, and of those only what the access of each shows to a client.
 */
export const openAPIDocument = async (payload: Payload) => {
  const req = await clientRequest(payload)
  const fieldsFor = (slug: CollectionSlug, operation: 'create' | 'read' | 'update') =>
    fieldsOfClient({ fields: payload.collections[slug].config.flattenedFields, operation, req })
  const [calls, keys, newKey, profile, profileChanges] = await Promise.all([
    fieldsFor('call-summaries', 'read'),
    fieldsFor('api-keys', 'read'),
    fieldsFor('api-keys', 'create'),
    fieldsFor('users', 'read'),
    fieldsFor('users', 'update'),
  ])
  return {
    components: {
      headers,
      responses,
      schemas: schemas(payload.config, { calls, keys, newKey, profile, profileChanges }),
      securitySchemes: {
        bearer: {
          description: 'An API key, or the token of a login.',
          scheme: 'bearer',
          type: 'http',
        },
      },
    },
    info: {
      description: DESCRIPTION,
      license: { identifier: license, name: license },
      title: 'Client desk',
      version,
    },
    openapi: '3.1.1',
    paths: { ...callPaths, ...accountPaths, ...keyPaths, ...graphQLPaths },
    security: [{ bearer: [] }],
    servers: [{ url: payload.config.routes.api }],
    tags: [
      { description: 'Your calls: what was said, and what came of it.', name: 'Calls' },
      { description: 'Signing in, and your profile.', name: 'Account' },
      { description: 'Keys that read, for programs.', name: 'API keys' },
      { name: 'GraphQL' },
    ],
  }
}

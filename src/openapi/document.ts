/**
 * The clients' API as OpenAPI 3.1, generated from the collections, and the page that shows it.
 * @module
 */

import type { CollectionSlug, Payload } from 'payload'
import { license, version } from '../../package.json'
import type { OwnField } from '../vapi/mapping/mapping'
import { headers, responses } from './answers'
import { clientRequest, fieldsOfClient } from './clientView'
import { accountPaths } from './paths/account'
import { callPaths } from './paths/calls'
import { graphQLPaths } from './paths/graphql'
import { keyPaths } from './paths/keys'
import { schemas } from './schemas'

const DESCRIPTION = `The API for clients of this desk: read your calls, and manage your profile and API keys.

Authenticate with an **API key**, which you or staff can create, or with the token from \`POST /users/login\`. Send either in the header \`Authorization: Bearer …\`. All errors have the form \`{"errors": [{"code": "…", "message": "…"}]}\`; in GraphQL the code is under \`extensions\`. Codes never change, messages may. Times are ISO 8601 in UTC.`

/**
 * The OpenAPI 3.1 document of the API for clients. Fields, types and descriptions come from the
 * collections, limited to the fields that a client may access.
 * @param own the own fields of the client that asks. Without any, the keys of own fields are not said.
 */
export const openAPIDocument = async (payload: Payload, own: readonly OwnField[] = []) => {
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
      schemas: schemas(payload.config, { calls, keys, newKey, own, profile, profileChanges }),
      securitySchemes: {
        bearer: {
          description: 'An API key, or the token from a login.',
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
      { description: 'Your calls, with transcripts, summaries and outcomes.', name: 'Calls' },
      { description: 'Sign in, and manage your profile.', name: 'Account' },
      { description: 'Read-only keys for programs.', name: 'API keys' },
      { name: 'GraphQL' },
    ],
  }
}

import type { AuthStrategy } from 'payload'
import { hashKey, keyIn, NAMED_KEY } from '../access/keyFormat'
import { noteKeyName } from '../access/keyNames'
import { noteAway } from '../database/connection/away'
import { signedIn } from '../payload/strategies'
import { noteReq } from '../request/requestAtHand'
import { findWorkingKey, touchKey } from './apiKeys'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Signs in by one of the user's named API keys. They only read: any other method is answered as if
 * nobody had signed in, and mutations of GraphQL, which is always a POST, by `refuseKeyMutations`.
 */
export const namedKeyStrategy: AuthStrategy = {
  authenticate: async ({ headers, isGraphQL = false, payload, req }) => {
    // The first strategy of all: every request comes by.
    noteReq(req)
    const key = keyIn(headers.get('authorization'))
    if (key === null || !(isGraphQL || READS.has(req?.method ?? 'GET'))) return { user: null }
    const { pool } = payload.db
    const found = await findWorkingKey(pool, hashKey(key)).catch((err: unknown) => {
      noteAway()
      payload.logger.error({ err, msg: 'An API key was not looked up' })
      return null
    })
    if (found === null) return { user: null }
    if (found.isStale) touchKey(pool, found.id)
    const user = await payload.findByID({
      collection: 'users',
      depth: isGraphQL ? 0 : 1,
      disableErrors: true,
      id: found.userID,
      // Who it is has to be known before anything can be allowed.
      overrideAccess: true,
    })
    if (!user) return { user: null }
    const named = signedIn(user, { strategy: NAMED_KEY })
    noteKeyName(named, found.name)
    return { user: named }
  },
  name: NAMED_KEY,
}

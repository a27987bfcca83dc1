/**
 * API keys: their SQL, and how they sign in.
 * @module
 */

import type { AuthStrategy } from 'payload'
import { hashKey, keyIn, NAMED_KEY } from '../access/keyFormat'
import { noteKeyName } from '../access/keyNames'
import { noteAway } from '../database/connection/away'
import { signedIn } from '../payload/strategies'
import { noteReq } from '../request/requestAtHand'
import { findWorkingKey, touchKey } from './apiKeys'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Signs in by one of the user's named API keys. They are read-only: requests with other methods are not signed
 * in, and `refuseKeyMutations` refuses mutations of GraphQL, which always uses POST.
 */
export const namedKeyStrategy: AuthStrategy = {
  authenticate: async ({ headers, isGraphQL = false, payload, req }) => {
    // This is the first strategy, so it sees every request.
    noteReq(req)
    const key = keyIn(headers.get('authorization'))
    if (key === null || !(isGraphQL || READS.has(req?.method ?? 'GET'))) return { user: null }
    const { pool } = payload.db
    const found = await findWorkingKey(pool, hashKey(key)).catch((err: unknown) => {
      noteAway()
      payload.logger.error({ err, msg: 'Looking up an API key failed' })
      return null
    })
    if (found === null) return { user: null }
    if (found.isStale) touchKey(pool, found.id)
    const user = await payload.findByID({
      collection: 'users',
      depth: isGraphQL ? 0 : 1,
      disableErrors: true,
      id: found.userID,
      // Needed to find the user in the first place.
      overrideAccess: true,
    })
    if (!user) return { user: null }
    const named = signedIn(user, { strategy: NAMED_KEY })
    noteKeyName(named, found.name)
    return { user: named }
  },
  name: NAMED_KEY,
}

import type { CollectionAfterMeHook, CollectionConfig } from 'payload'
import { isByNamedKey } from '../../../src/access/byKey'
import { withoutTokenOfCookie } from '../../../src/accounts/tokenForScripts'

type Hooks = NonNullable<CollectionConfig<'users'>['hooks']>
type MeHook = NonNullable<Hooks['me']>[number]

/** Answers `/me` for named keys. Payload takes any `Bearer` token for a session token, and fails to decode a key. */
export const answerMeByKey: MeHook = ({ args, user }) =>
  isByNamedKey(args.req) ? { exp: 0, user } : undefined

/** Removes `exp` from the response, because there is no session. */
export const omitExpiryByKey: CollectionAfterMeHook = ({ req, response }) => {
  if (!isByNamedKey(req) || typeof response !== 'object' || response === null) return response
  const { exp: _, ...rest } = { exp: 0, ...response }
  return rest
}

/** Removes the session token, which scripts must not read, from the response. */
export const keepTokenFromScripts: CollectionAfterMeHook = ({ req, response }) =>
  typeof response === 'object' && response !== null
    ? withoutTokenOfCookie(req, response, 'token')
    : response

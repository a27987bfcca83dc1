import type { CollectionAfterMeHook, CollectionConfig } from 'payload'
import { isByNamedKey } from '../../../src/access/byKey'
import { withoutTokenOfCookie } from '../../../src/accounts/tokenForScripts'

type Hooks = NonNullable<CollectionConfig<'users'>['hooks']>
type MeHook = NonNullable<Hooks['me']>[number]

/** Payload takes whatever stands behind `Bearer` for a login, and fails to read a key as one. */
export const answerMeByKey: MeHook = ({ args, user }) =>
  isByNamedKey(args.req) ? { exp: 0, user } : undefined

/** Takes the end of a login out again: there is none. */
export const omitExpiryByKey: CollectionAfterMeHook = ({ req, response }) => {
  if (!isByNamedKey(req) || typeof response !== 'object' || response === null) return response
  const { exp: _, ...rest } = { exp: 0, ...response }
  return rest
}

/** The cookie is out of scripts' reach, and so is what stands in it. */
export const keepTokenFromScripts: CollectionAfterMeHook = ({ req, response }) =>
  typeof response === 'object' && response !== null
    ? withoutTokenOfCookie(req, response, 'token')
    : response

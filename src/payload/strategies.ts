import type { AuthStrategy, Payload, PayloadRequest } from 'payload'

/**
 * Wraps every strategy that authenticates requests. We rely on: for each request, Payload calls those in
 * `payload.authStrategies`, in order.
 */
export const wrapStrategies = (
  payload: Payload,
  wrap: (authenticate: AuthStrategy['authenticate']) => AuthStrategy['authenticate'],
): void => {
  payload.authStrategies = payload.authStrategies.map((strategy) => ({
    ...strategy,
    authenticate: wrap((args) => strategy.authenticate(args)),
  }))
}

/** Payload's name for the strategy of `useAPIKey`. */
export const PAYLOAD_KEY = 'api-key'

/**
 * The strategy that authenticated a request. Payload sets it on the user as `_strategy`, which its type
 * lacks.
 */
export const strategyOf = ({ user }: Pick<PayloadRequest, 'user'>): unknown =>
  user && '_strategy' in user ? user._strategy : undefined

type Signing = {
  /** The id of the session; API keys have none. */
  sid?: string
  strategy: string
}

/** A user as Payload's own strategies return it: with the strategy that authenticated it, and its session. */
export const signedIn = <Found extends object>(user: Found, { sid, strategy }: Signing) => ({
  ...user,
  ...(sid !== undefined && { _sid: sid }),
  _strategy: strategy,
  collection: 'users' as const,
})

import type { AuthStrategy, Payload, PayloadRequest } from 'payload'

/**
 * Puts something around every way to sign a request in. We rely on: Payload asks those of
 * `payload.authStrategies`, in their order, for each request.
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

/** As Payload names the strategy of `useAPIKey`. */
export const PAYLOAD_KEY = 'api-key'

/** The strategy that signed a request in, which Payload notes on the user as `_strategy`, but not in its type. */
export const strategyOf = ({ user }: Pick<PayloadRequest, 'user'>): unknown =>
  user && '_strategy' in user ? user._strategy : undefined

type Signing = {
  /** The session, of a person; keys have none. */
  sid?: string
  strategy: string
}

/** A user as Payload's own strategies hand it on: with what signed it in, and its session. */
export const signedIn = <Found extends object>(user: Found, { sid, strategy }: Signing) => ({
  ...user,
  ...(sid !== undefined && { _sid: sid }),
  _strategy: strategy,
  collection: 'users' as const,
})

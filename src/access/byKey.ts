import type { PayloadRequest } from 'payload'
import { NAMED_KEY } from './keyFormat'

// As Payload names the strategy of `useAPIKey`.
const PAYLOAD_KEY = 'api-key'

type Asked = Pick<PayloadRequest, 'user'>

// Payload notes it on the user, but not in the user's type.
const strategyOf = ({ user }: Asked): unknown =>
  user && '_strategy' in user ? user._strategy : undefined

/** Whether one of the user's named keys signed this request in. */
export const isByNamedKey = (req: Asked): boolean => strategyOf(req) === NAMED_KEY

/** Whether any key did, and not a person with a password. */
export const isByKey = (req: Asked): boolean => isByNamedKey(req) || strategyOf(req) === PAYLOAD_KEY

import type { PayloadRequest } from 'payload'
import { PAYLOAD_KEY, strategyOf } from '../payload/strategies'
import { NAMED_KEY } from './keyFormat'

type RequestUser = Pick<PayloadRequest, 'user'>

/** Whether the request was signed in by one of the user's named keys. */
export const isByNamedKey = (req: RequestUser): boolean => strategyOf(req) === NAMED_KEY

/** Whether the request was signed in by any API key, not by a session. */
export const isByKey = (req: RequestUser): boolean =>
  isByNamedKey(req) || strategyOf(req) === PAYLOAD_KEY

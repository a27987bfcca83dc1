import type { PayloadRequest } from 'payload'
import { PAYLOAD_KEY, strategyOf } from '../payload/strategies'
import { NAMED_KEY } from './keyFormat'

type Asked = Pick<PayloadRequest, 'user'>

/** Whether one of the user's named keys signed this request in. */
export const isByNamedKey = (req: Asked): boolean => strategyOf(req) === NAMED_KEY

/** Whether any key did, and not a person with a password. */
export const isByKey = (req: Asked): boolean => isByNamedKey(req) || strategyOf(req) === PAYLOAD_KEY

import type { CollectionBeforeOperationHook } from 'payload'
import { hashesWaiting } from '../../../src/payload/fewHashes'
import { refusal } from '../../../src/refusals/refusals'
import { passwordOf } from './requireLongPassword'

/** About two seconds on a slow machine. */
const MAX_WAITING = 8

/** A password that is set is hashed within Payload's transaction: it does not join a line that is long. */
export const refuseWhileHashing: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'create' && operation !== 'update') return
  if (passwordOf(args) && hashesWaiting() >= MAX_WAITING) throw refusal('BUSY')
}

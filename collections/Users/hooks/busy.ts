import type { CollectionBeforeOperationHook } from 'payload'
import { hashesWaiting } from '../../../src/payload/fewHashes'
import { refusal } from '../../../src/refusals/refusals'
import { passwordOf } from './requireLongPassword'

/** About two seconds of hashing on a slow machine. */
const MAX_WAITING = 8

/** Refuses to set a password while many hashes are waiting, because Payload hashes it inside its transaction. */
export const refuseWhileHashing: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'create' && operation !== 'update') return
  if (passwordOf(args) && hashesWaiting() >= MAX_WAITING) throw refusal('BUSY')
}

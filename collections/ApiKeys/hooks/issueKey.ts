import { type CollectionBeforeChangeHook, type FieldHook, ValidationError } from 'payload'
import { z } from 'zod'
import { generateKey, hashKey, prefixOf } from '../../../src/access/keyFormat'
import { countWorkingKeys, forgetEndedKeys, lockKeyOwner } from '../../../src/keys/apiKeys'
import { refusal } from '../../../src/refusals/refusals'

/** How many valid keys a user can have. */
const MAX_KEYS = 20

// How many ended keys are kept, so that creating and revoking keys cannot fill the disk.
const KEPT_ENDED = 100

const noOwner = () =>
  new ValidationError({
    errors: [{ message: 'There is no active user with this ID.', path: 'user' }],
  })

/** Generates the key. Only its hash is stored. The response to this request is the only one with the key. */
export const issueKey: CollectionBeforeChangeHook = async ({ data, operation, req }) => {
  if (operation !== 'create') return data
  const userID = z.uuid().safeParse(data.user).data
  if (!userID || !(await lockKeyOwner({ req, userID }))) throw noOwner()
  if ((await countWorkingKeys({ req, userID })) >= MAX_KEYS) {
    throw refusal('TOO_MANY_KEYS', {
      message: `This user already has ${MAX_KEYS} active API keys. Revoke one first.`,
    })
  }
  await forgetEndedKeys({ keep: KEPT_ENDED, req, userID })
  const key = generateKey()
  return {
    ...data,
    createdBy: req.user?.id,
    hash: hashKey(key),
    key,
    lastUsedAt: null,
    prefix: prefixOf(key),
    revokedAt: null,
  }
}

/** Adds the key to the response of its creation. No column has it. */
export const showKeyOnce: FieldHook = ({ data, operation }) =>
  operation === 'create' ? data?.key : undefined

import { type CollectionBeforeChangeHook, type FieldHook, ValidationError } from 'payload'
import { z } from 'zod'
import { generateKey, hashKey, prefixOf } from '../../../src/access/keyFormat'
import { countWorkingKeys, forgetEndedKeys, lockKeyOwner } from '../../../src/keys/apiKeys'
import { refusal } from '../../../src/refusals/refusals'

/** How many keys of a user may work at once. */
const MAX_KEYS = 20

// Of those that ended, so that making and revoking keys fills no disk.
const KEPT_ENDED = 100

const noOwner = () =>
  new ValidationError({
    errors: [{ message: 'There is no active user with this ID.', path: 'user' }],
  })

/** Makes the key itself. Only its hash is stored; the key is in the answer to this, and never again. */
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

/** Puts the key into the answer to its creation: it is in no column, so nothing else has it. */
export const showKeyOnce: FieldHook = ({ data, operation }) =>
  operation === 'create' ? data?.key : undefined

import type { CollectionAfterChangeHook } from 'payload'
import { z } from 'zod'
import { findAccount } from '../../../src/audit/findAccount'
import { recordAudit } from '../../../src/audit/record'

const keySchema = z.object({ name: z.string(), user: z.uuid() })

/** Records a new key, by its name only, in the history of the user that it belongs to. */
export const recordKey: CollectionAfterChangeHook = async ({ data, operation, req }) => {
  if (operation !== 'create') return
  const { name, user } = keySchema.parse(data)
  const account = await findAccount({ id: user, req })
  await recordAudit({
    action: 'key_made',
    changes: { apiKey: [null, name] },
    collection: 'users',
    req,
    ...account,
  })
}

import type { CollectionAfterChangeHook } from 'payload'
import { z } from 'zod'
import { findAccount } from '../../../src/audit/findAccount'
import { recordAudit } from '../../../src/audit/record'

const keySchema = z.object({ name: z.string(), user: z.uuid() })

/** A new key stands in the history of the account that it opens: by its name alone. */
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

import type { CollectionAfterLogoutHook, CollectionAfterOperationHook } from 'payload'
import { z } from 'zod'
import { actorOf } from '../../../src/audit/actor'
import type { Stored } from '../../../src/audit/diff'
import { findAccount } from '../../../src/audit/findAccount'
import { labelOf } from '../../../src/audit/labelOf'
import { recordOnce } from '../../../src/audit/once'
import { recordAudit } from '../../../src/audit/record'

const ofUser = (user: Stored) => ({
  collection: 'users' as const,
  document: String(user.id),
  label: labelOf('users', user),
})

/** Records a logout. */
export const recordLogout: CollectionAfterLogoutHook = async ({ req }) => {
  if (req.user) await recordAudit({ action: 'logged_out', req, ...ofUser({ ...req.user }) })
}

const askedSchema = z.object({ data: z.object({ email: z.string() }) })

const recordUnlocked = async (
  args: unknown,
  req: Parameters<typeof recordAudit>[0]['req'],
): Promise<void> => {
  const asked = askedSchema.safeParse(args).data
  const account = asked && (await findAccount({ email: asked.data.email, req }))
  if (account) await recordAudit({ action: 'unlocked', collection: 'users', req, ...account })
}

const shownSchema = z
  .object({
    id: z.string(),
    vapiSender: z
      .object({ secret: z.string().min(1) })
      .optional()
      .catch(undefined),
    vapiWebhookToken: z.string().min(1).optional().catch(undefined),
  })
  .refine((user) => (user.vapiWebhookToken ?? user.vapiSender?.secret) !== undefined)

const manySchema = z.object({ docs: z.array(z.unknown()) })

/** The ids of users whose token or secret is in a response. */
const shownIn = (result: unknown): string[] => {
  const documents = manySchema.safeParse(result).data?.docs ?? [result]
  return documents.flatMap((each) => shownSchema.safeParse(each).data?.id ?? [])
}

const SHOWING = new Set<string>(['findByID', 'update', 'updateByID'])

/** Records events of accounts that change none of their fields. */
export const recordOther: CollectionAfterOperationHook<'users'> = async ({
  args,
  operation,
  overrideAccess,
  req,
  result,
}) => {
  // Payload has committed already.
  if (operation === 'unlock') await recordUnlocked(args, req)
  const { user } = req
  if (overrideAccess || !user || !SHOWING.has(operation)) return result
  const shown = recordOnce({
    action: 'token_shown',
    actor: actorOf(req),
    documents: shownIn(result).filter((id) => id !== user.id),
    payload: req.payload,
  })
  // It runs outside the transaction, so it is only awaited where no connection is held.
  if (operation === 'findByID') await shown
  return result
}

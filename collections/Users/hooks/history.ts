import type {
  CollectionAfterForgotPasswordHook,
  CollectionAfterLoginHook,
  CollectionAfterLogoutHook,
  CollectionAfterOperationHook,
  CollectionBeforeOperationHook,
} from 'payload'
import { z } from 'zod'
import { actorOf } from '../../../src/audit/actor'
import type { Stored } from '../../../src/audit/diff'
import { labelOf } from '../../../src/audit/labelOf'
import { recordOnce } from '../../../src/audit/once'
import { recordAudit } from '../../../src/audit/record'
import { findAccount } from '../../../src/database/accounts'

const resetting = new WeakSet<object>()

/** A reset of the password ends in a login, which is none of its own. */
export const noteReset: CollectionBeforeOperationHook = ({ operation, req }) => {
  if (operation === 'resetPassword') resetting.add(req)
}

const ofUser = (user: Stored) => ({
  collection: 'users' as const,
  document: String(user.id),
  label: labelOf('users', user),
})

/** Records a login, or the reset of a password that ends in one. */
export const recordLogin: CollectionAfterLoginHook = async ({ req, user }) => {
  const action = resetting.delete(req) ? 'password_reset' : 'logged_in'
  await recordAudit({ action, req, ...ofUser(user) })
  return user
}

/** Records a logout. */
export const recordLogout: CollectionAfterLogoutHook = async ({ req }) => {
  if (req.user) await recordAudit({ action: 'logged_out', req, ...ofUser({ ...req.user }) })
}

const askedSchema = z.object({ data: z.object({ email: z.string() }) })

const recordFor = async (
  action: 'password_reset_requested' | 'unlocked',
  args: unknown,
  req: Parameters<typeof recordAudit>[0]['req'],
): Promise<void> => {
  const asked = askedSchema.safeParse(args).data
  const account = asked && (await findAccount({ email: asked.data.email, req }))
  if (account) await recordAudit({ action, collection: 'users', req, ...account })
}

/** Payload calls it only for an e-mail that somebody has. */
export const recordForgotten: CollectionAfterForgotPasswordHook = ({ args }) =>
  recordFor('password_reset_requested', args, args.req)

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

/** Whose token or secret an answer shows. */
const shownIn = (result: unknown): string[] => {
  const documents = manySchema.safeParse(result).data?.docs ?? [result]
  return documents.flatMap((each) => shownSchema.safeParse(each).data?.id ?? [])
}

const SHOWING = new Set<string>(['findByID', 'update', 'updateByID'])

/** Records what happens to accounts without changing a field of them. */
export const recordOther: CollectionAfterOperationHook<'users'> = async ({
  args,
  operation,
  overrideAccess,
  req,
  result,
}) => {
  // Payload has committed by then.
  if (operation === 'unlock') await recordFor('unlocked', args, req)
  const { user } = req
  if (overrideAccess || !user || !SHOWING.has(operation)) return result
  const shown = recordOnce({
    action: 'token_shown',
    actor: actorOf(req),
    documents: shownIn(result).filter((id) => id !== user.id),
    payload: req.payload,
  })
  // It goes past the transaction: whoever holds a connection must not wait for another.
  if (operation === 'findByID') await shown
  return result
}

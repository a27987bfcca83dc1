import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { refuseReadOnly } from '../access/readOnly'
import { USER_LABEL } from '../access/userSQL'
import { actorOf } from '../audit/actor'
import { insertEntries, newHead } from '../audit/log'
import { refusal } from '../refusals/refusals'
import { endRequests } from './mailSignIn/requests'
import { sessionOf } from './sessionOf'

const labelsSchema = z.array(z.object({ label: z.string() }))

/**
 * Ends all sessions of the signed-in user, also this one, and the mails to sign in that were not used yet. API
 * keys keep working.
 * @throws {Refusal} `UNAUTHORIZED` if nobody is signed in, `NOT_BY_KEY` for API keys, `READ_ONLY_VIEW`
 */
export const signOutEverywhere = async (req: PayloadRequest): Promise<void> => {
  refuseReadOnly(req)
  const { payload, user } = req
  if (!user) throw refusal('UNAUTHORIZED')
  if (sessionOf(req) === undefined) throw refusal('NOT_BY_KEY')
  const head = newHead(actorOf(req), { action: 'signed_out_everywhere', collection: 'users' })
  await payload.db.drizzle.transaction(async (transaction) => {
    // The account first, as a sign-in locks it: a session that is being opened is either ended or comes after.
    const { rows } = await transaction.execute(sql`
      select ${USER_LABEL} as label from users where id = ${user.id}::uuid for no key update`)
    const [account] = labelsSchema.parse(rows)
    if (!account) return
    await transaction.execute(sql`delete from users_sessions where _parent_id = ${user.id}::uuid`)
    await endRequests(transaction, user.id)
    const entry = { ...head, changes: null, document: user.id, label: account.label }
    await insertEntries(transaction, [entry])
  })
}

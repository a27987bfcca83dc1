import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { tokenIndex } from '../../clients/tokenIndex'
import { tokenOwner } from '../../clients/tokens'
import { inOwnTransaction } from '../../database/connection/inOwnTransaction'
import { requestDb } from '../../database/connection/requestDb'
import { refusedWhy } from '../../refusals/refusedWhy'
import type { AccountValues } from '../accountValues'
import { fillAccount, findAccount, missingOf } from '../existingAccount'
import type { ImportRow } from '../types'
import type { ReadClient } from './readClient'

type StoredRow = Pick<ImportRow, 'notes' | 'result'>

/** The values without a token that somebody has already, and a note about that. */
const withFreeToken = async (
  req: PayloadRequest,
  { userID, values }: { userID: string | undefined; values: AccountValues },
): Promise<{ notes: string[]; values: AccountValues }> => {
  const { vapiWebhookToken: token, ...others } = values
  if (!token) return { notes: [], values }
  const index = tokenIndex({ secret: req.payload.secret, token })
  const owner = await tokenOwner({ index, req, userID })
  if (owner === 'free') return { notes: [], values }
  const why = owner === 'another' ? 'belongs to another client' : 'was replaced or revoked'
  return { notes: [`The webhook token ${why}, so it was left out.`], values: others }
}

const setJoined = async (req: PayloadRequest, id: string, joined: string): Promise<void> => {
  // Payload has this field written by nobody.
  const db = await requestDb(req)
  await db.execute(sql`update users set created_at = ${joined}::timestamptz where id = ${id}::uuid`)
}

type Store = { dryRun: boolean; email: string; read: ReadClient; req: PayloadRequest }

const store = async ({ dryRun, email, read, req }: Store): Promise<StoredRow> => {
  const { payload } = req
  // The command has no user. It runs where the database is.
  const overrideAccess = !req.user
  const account = await findAccount(req, { email, isLocked: !dryRun })
  if (account?.isStaff) {
    return { notes: ['This is an account of staff, so it was left alone.'], result: 'skip' }
  }
  const wanted = account ? missingOf(read.values, account) : read.values
  const { notes, values } = await withFreeToken(req, { userID: account?.id, values: wanted })
  const all = [...read.notes, ...notes]
  if (account) {
    const filled = Object.keys(values)
    if (filled.length === 0) return { notes: all, result: 'same' }
    if (!dryRun) await fillAccount(req, { id: account.id, values })
    return { notes: [...all, `Filled: ${filled.join(', ')}.`], result: 'change' }
  }
  if (!dryRun) {
    const data = { ...values, email }
    const { id } = await payload.create({
      collection: 'users',
      data,
      depth: 0,
      overrideAccess,
      req,
    })
    if (read.joined !== null) await setJoined(req, id, read.joined)
  }
  return { notes: all, result: 'create' }
}

/**
 * Stores a row of a file of clients, or says what would be done. A client who is there already only gets what it has
 * nothing of. The account is locked while it is looked at, so that nothing that somebody types meanwhile is lost.
 */
export const storeClient = async ({ dryRun, email, read, req }: Store): Promise<StoredRow> => {
  try {
    if (dryRun) return await store({ dryRun, email, read, req })
    return await inOwnTransaction(req, (own) => store({ dryRun, email, read, req: own }))
  } catch (error) {
    const why = refusedWhy(error)
    if (why === null) throw error
    return { notes: [...read.notes, why], result: 'error' }
  }
}

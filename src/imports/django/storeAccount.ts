import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { tokenIndex } from '../../clients/tokenIndex'
import { tokenOwner } from '../../clients/tokens'
import { inOwnTransaction } from '../../database/connection/inOwnTransaction'
import { requestDb } from '../../database/connection/requestDb'
import { refusedWhy } from '../../refusals/refusedWhy'
import { type ExistingAccount, fillAccount, findAccount, missingOf } from '../existingAccount'
import type { ImportRow } from '../types'
import type { ReadAccount } from './readAccount'

/** Whose the calls of an account are. `id` null: the account would be made by the import. */
export type Owner = { currency: null | string; email: string; id: null | string }

export type StoredAccount = Pick<ImportRow, 'notes' | 'result'> & { owner: null | Owner }

/** Whether the account has this token: then there is nothing to say about it. */
const hasToken = async (req: PayloadRequest, { id, index }: { id: string; index: string }) => {
  const db = await requestDb(req)
  const { rows } = await db.execute(
    sql`select 1 from users where id = ${id}::uuid and vapi_webhook_token_index = ${index}`,
  )
  return rows.length > 0
}

type Token = { account: ExistingAccount | null; taken: ReadonlySet<string>; token: string }

/** Why an account cannot have a token; null if it can, or has it already. */
const tokenProblem = async (
  req: PayloadRequest,
  { account, taken, token }: Token,
): Promise<null | string> => {
  const index = tokenIndex({ secret: req.payload.secret, token })
  if (account && (await hasToken(req, { id: account.id, index }))) return null
  const owner = await tokenOwner({ index, req, userID: account?.id })
  const end = 'so it was left out: the old URL will not work for this account.'
  if (taken.has(token)) return `Another account in the file has the same webhook token, ${end}`
  if (owner === 'another') return `The webhook token belongs to another client, ${end}`
  if (owner === 'retired')
    return 'The webhook token was replaced or revoked here, so it was left out.'
  return account && !account.empty.includes('vapiWebhookToken')
    ? 'The desk has another webhook token for this account, which was kept: the old URL will not work.'
    : null
}

/** What Payload has written by nobody, or hashes itself. */
const setMoved = async (req: PayloadRequest, id: string, read: ReadAccount): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(sql`
    update users set
      created_at = coalesce(${read.joined}::timestamptz, created_at),
      last_login = ${read.lastLogin}::timestamptz
    where id = ${id}::uuid`)
  if (read.foreignHash === null) return
  // Instead of the password that nobody knows.
  await db.execute(sql`
    update users set hash = null, salt = null, foreign_hash = ${read.foreignHash}
    where id = ${id}::uuid`)
}

type Store = {
  dryRun: boolean
  email: string
  /** The ids of its groups. */
  groups: readonly string[]
  read: ReadAccount
  req: PayloadRequest
  /** Tokens of accounts that came before it in the file. */
  taken: ReadonlySet<string>
}

const store = async ({
  dryRun,
  email,
  groups,
  read,
  req,
  taken,
}: Store): Promise<StoredAccount> => {
  const { payload } = req
  // The command has no user. It runs where the database is.
  const overrideAccess = !req.user
  const account = await findAccount(req, { email, isLocked: !dryRun })
  // Whatever the file says: it is no client, and a superuser may be among them.
  if (account?.isStaff) {
    const notes = ['There is an account of staff with this e-mail, which was left alone.']
    return { notes, owner: null, result: 'skip' }
  }
  const { vapiWebhookToken, ...others } = read.values
  // Staff have no calls here.
  const token = read.isStaff && !account ? undefined : vapiWebhookToken
  const problem = token ? await tokenProblem(req, { account, taken, token }) : null
  const given = token && problem === null ? { ...others, vapiWebhookToken: token } : others
  const notes = problem === null ? read.notes : [...read.notes, problem]
  if (account) {
    // What was said of the file when the account was made does not matter any more.
    const kept = problem === null ? [] : [problem]
    const owner = { currency: account.currency ?? given.currency ?? null, email, id: account.id }
    const values = missingOf(given, account)
    const filled = Object.keys(values)
    if (filled.length === 0) return { notes: kept, owner, result: 'same' }
    if (!dryRun) await fillAccount(req, { id: account.id, values })
    const note = `There is an account with this e-mail. What it had nothing of was filled: ${filled.join(', ')}.`
    return { notes: [...kept, note], owner, result: 'change' }
  }
  const owner = { currency: given.currency ?? null, email, id: null }
  if (dryRun) return { notes, owner, result: 'create' }
  const data = { ...given, email, groups: [...groups], isStaff: read.isStaff }
  const { id } = await payload.create({ collection: 'users', data, depth: 0, overrideAccess, req })
  await setMoved(req, id, read)
  return { notes, owner: { ...owner, id }, result: 'create' }
}

/**
 * Stores an account of the dump, or says what would be done. One that is there already only gets what it has nothing
 * of. It is locked while it is looked at, so that nothing that somebody types meanwhile is lost.
 */
export const storeAccount = async ({ req, ...all }: Store): Promise<StoredAccount> => {
  try {
    if (all.dryRun) return await store({ ...all, req })
    return await inOwnTransaction(req, (own) => store({ ...all, req: own }))
  } catch (error) {
    const why = refusedWhy(error)
    if (why === null) throw error
    return { notes: [...all.read.notes, why], owner: null, result: 'error' }
  }
}

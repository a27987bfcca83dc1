import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { Transaction } from '../signIns'

/** For how long the link and the digits of a mail work. */
export const SIGN_IN_MINUTES = 15

/** How many digits may be tried for one mail. */
export const MAX_TRIES = 5

/** More rows than anybody needs. Each new one deletes a few old ones, and retention the rest. */
const MAX_ROWS = 200_000
const DELETED_AT_ONCE = 5

const BY_MAIL = `users.is_active and users.is_staff is not true and users.is_superuser is not true`

type NewRequest = {
  browserHash: string
  digitsHash: string
  /** Where the mail goes, in lower case. */
  email: string
  /** Where to go afterwards: a path of this desk. */
  next: null | string
  tokenHash: string
  /** Null for addresses nobody may sign in with. Tries for them are counted too. */
  userID: null | string
}

const storedSchema = z.array(z.object({ userID: z.string().nullable() }))

/**
 * Stores that a browser asked for a mail. Earlier ones of the account keep working: anybody can ask. The account's
 * row is locked meanwhile: while its e-mail is being changed, a mail to the former one must not sign in.
 * @returns whom it signs in: null if the account no longer has this e-mail, or none was given. Null instead of
 *   an object if there are too many rows; then nothing is stored.
 */
export const storeRequest = async (
  pool: Pool,
  { browserHash, digitsHash, email, next, tokenHash, userID }: NewRequest,
): Promise<null | { userID: null | string }> => {
  const { rows } = await pool.query({
    name: 'store_sign_in_request',
    text: `
      with gone as (
        delete from sign_in_requests where id in (
          select id from sign_in_requests where expires_at < now() - interval '1 hour'
          order by expires_at limit ${DELETED_AT_ONCE} for update skip locked
        )
      )
      insert into sign_in_requests (token_hash, browser_hash, digits_hash, user_id, next, expires_at)
      select $1, $2, $3, (select id from users where id = $4::uuid and email = $6 for share), $5, now() + make_interval(mins => ${SIGN_IN_MINUTES})
      where (select count(*) from (select 1 from sign_in_requests limit ${MAX_ROWS}) known) < ${MAX_ROWS}
      returning user_id as "userID"`,
    values: [tokenHash, browserHash, digitsHash, userID, next, email],
  })
  return storedSchema.parse(rows)[0] ?? null
}

const requestsSchema = z.array(
  z.object({
    digitsHash: z.string().nullable(),
    id: z.string(),
    isLast: z.boolean(),
    userID: z.string().nullable(),
  }),
)

/** A mail that a browser asked for, and whose digits are being tried. */
export type TriedRequest = z.infer<typeof requestsSchema>[number]

/**
 * Counts a try of the digits that a browser asked for, before anything is compared.
 * @returns the mails for which it still counts. Of any number of tries at the same time, {@link MAX_TRIES} get
 *   each of them.
 */
export const countTry = async (pool: Pool, browserHash: string): Promise<TriedRequest[]> => {
  const { rows } = await pool.query({
    name: 'try_sign_in_digits',
    text: `
      with open as (
        select id from sign_in_requests
        where browser_hash = $1 and used_at is null and expires_at > now()
        order by id for no key update
      )
      update sign_in_requests set tries = tries + 1 from open
      where sign_in_requests.id = open.id and tries < ${MAX_TRIES} and used_at is null
      returning sign_in_requests.id, user_id as "userID", digits_hash as "digitsHash",
        tries >= ${MAX_TRIES} as "isLast"`,
    values: [browserHash],
  })
  return requestsSchema.parse(rows)
}

const linkSchema = z.array(z.object({ email: z.string(), id: z.string(), userID: z.string() }))

/** A link that works: its request, and whom it signs in. */
export type OpenLink = z.infer<typeof linkSchema>[number]

/** Finds the request of a link. Null if the link does not work, or its account may not sign in by mail. */
export const findOpenLink = async (pool: Pool, tokenHash: string): Promise<null | OpenLink> => {
  const { rows } = await pool.query({
    name: 'open_sign_in_link',
    text: `
      select sign_in_requests.id, users.id as "userID", users.email
      from sign_in_requests join users on users.id = user_id
      where token_hash = $1 and used_at is null and expires_at > now() and ${BY_MAIL}`,
    values: [tokenHash],
  })
  return linkSchema.parse(rows)[0] ?? null
}

const usedSchema = z.array(z.object({ next: z.string().nullable() }))

type Use = {
  id: string
  /** The id of the session that is opened. */
  sid: string
  userID: string
}

/**
 * Uses up a mail, its link and its digits together. The account's row is locked first, as everywhere, so that
 * the account is still as it is found here when the session is added.
 * @returns where to go next. Null if the mail was used or has expired, or the account may not sign in by mail.
 */
export const useRequest = async (
  transaction: Transaction,
  { id, sid, userID }: Use,
): Promise<null | { next: null | string }> => {
  await transaction.execute(sql`select 1 from users where id = ${userID}::uuid for no key update`)
  const { rows } = await transaction.execute(sql`
    update sign_in_requests set used_at = clock_timestamp(), session_id = ${sid} from users
    where sign_in_requests.id = ${id}::uuid and user_id = ${userID}::uuid and used_at is null
      and expires_at > clock_timestamp() and users.id = user_id and ${sql.raw(BY_MAIL)}
    returning next`)
  return usedSchema.parse(rows)[0] ?? null
}

/** Ends all unused mails of an account. */
export const endRequests = async (
  db: Pick<Transaction, 'execute'>,
  userID: string,
): Promise<void> => {
  await db.execute(
    sql`delete from sign_in_requests where user_id = ${userID}::uuid and used_at is null`,
  )
}

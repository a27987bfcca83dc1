import type { Pool } from 'pg'

/**
 * Updates one column, in one statement: it waits for an edit that is in progress, and keeps what that edit
 * wrote. If the switch already has that value, nothing is written.
 */
const SWITCH = `
  with known as (select id from users where id = $1::uuid),
  switched as (
    update users set email_notifications = $2, updated_at = now()
    where id = $1::uuid and email_notifications is distinct from $2
  )
  select id from known`

/**
 * Switches a user's mails on or off.
 * @returns false when there is no such user
 */
export const switchEmails = async (
  pool: Pool,
  { isOn, userID }: { isOn: boolean; userID: string },
): Promise<boolean> => (await pool.query(SWITCH, [userID, isOn])).rows.length > 0

/** Whether a user's mails are on; null if there is no such user. */
export const emailsAreOn = async (pool: Pool, userID: string): Promise<boolean | null> => {
  const { rows } = await pool.query<{ on: boolean }>(
    `select coalesce(email_notifications, false) as "on" from users where id = $1::uuid`,
    [userID],
  )
  return rows[0]?.on ?? null
}

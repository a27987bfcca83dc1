import type { Pool } from 'pg'

/** What staff read of a copy whose link expired before it could be made. */
const EXPIRED = 'The link to the recording expired before it could be copied.'

const ROWS = 1_000

// One that is being copied goes on: its storage lets a download that has begun end.
const EXPIRE = `
  with expired as (
    select id from recording_copies
    where link is not null and expires_at < now()
      and (state = 'waiting' or leased_until < now())
    order by expires_at limit ${ROWS} for update skip locked
  )
  update recording_copies copy set state = 'dead', link = null, lease = null, leased_until = null,
    problem = case when problem is null then $1 else problem || ' ' || $1 end, updated_at = now()
  from expired where copy.id = expired.id`

const FORGET = `
  with old as (
    select id from recording_copies
    where link is null and updated_at < now() - interval '3 days'
      and updated_at < now() - case state when 'done' then interval '3 days' else interval '30 days' end
    order by updated_at limit ${ROWS} for update skip locked
  )
  delete from recording_copies copy using old where copy.id = old.id`

/**
 * Deletes links that have expired, whether or not anybody tried to copy the recording, and forgets copies that ended
 * long ago. Several processes may do so at the same time.
 * @returns how many links it deleted
 */
export const sweepCopies = async (pool: Pool): Promise<number> => {
  let deleted = 0
  for (;;) {
    const { rowCount } = await pool.query({ text: EXPIRE, values: [EXPIRED] })
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < ROWS) break
  }
  await pool.query({ text: FORGET })
  return deleted
}

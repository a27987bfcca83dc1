import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { NIL } from 'uuid'
import { z } from 'zod'
import { type InTransaction, requestDb } from '../database/connection/requestDb'

/** A place among the changes: after this row, as this transaction left it. */
export type ChangePlace = { client: string; id: string; transaction: string }

/** The place before all that a transaction changed, and all later ones. */
export const beforeTransaction = (transaction: string): ChangePlace => ({
  client: NIL,
  id: NIL,
  transaction,
})

const stateSchema = z.tuple([
  z.object({ feed: z.string(), fits: z.boolean(), settled: z.string() }),
])

/** How far the changes can be told, and what their places mean anything to. */
export type FeedState = {
  /** Names the database and its timeline: another one counts its transactions anew. */
  feed: string
  /** Whether the rows were written in this database, and not restored from another one's dump. */
  fits: boolean
  /** The oldest transaction that is still running: none before it can change anything any more. */
  settled: string
}

/** Reads how far the changes can be told, in the snapshot of the request's transaction. */
export const readFeedState = async (req: InTransaction): Promise<FeedState> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    select feed.id || '-' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as feed,
      feed.system_identifier = control.system_identifier as fits,
      pg_snapshot_xmin(pg_current_snapshot())::text as settled
    from call_summaries_feed feed, pg_control_system() control`)
  return stateSchema.parse(rows)[0]
}

const changesSchema = z.array(
  z.object({ client: z.string(), id: z.string(), transaction: z.string() }),
)

type ReadChanges = {
  after: ChangePlace
  /** Only this client's; null: everybody's. */
  client: null | string
  limit: number
  req: InTransaction
  /** Only what was changed then or later, as `updatedAt` says. */
  since: null | string
  /** Only what transactions before this one changed. */
  until: string
}

/**
 * Reads what has changed after a place, oldest transaction first. Rows carry the transaction that wrote
 * them last, in whose number, unlike in a time, nothing can appear below the oldest that still runs.
 */
export const readChanges = async ({
  after,
  client,
  limit,
  req,
  since,
  until,
}: ReadChanges): Promise<ChangePlace[]> => {
  const db = await requestDb(req)
  const ofClient = client === null ? sql`` : sql`and client_id = ${client}::uuid`
  const sinceThen = since === null ? sql`` : sql`and updated_at >= ${since}::timestamptz`
  const { rows } = await db.execute(sql`
    select client_id as client, id, changed_in::text as transaction from call_summaries
    where (changed_in, client_id, id)
        > (${after.transaction}::xid8, ${after.client}::uuid, ${after.id}::uuid)
      and changed_in < ${until}::xid8 ${ofClient} ${sinceThen}
    order by changed_in, client_id, id limit ${limit}`)
  return changesSchema.parse(rows)
}

/**
 * Begins the changes anew when the database was restored from a dump: its rows carry the numbers of
 * another one's transactions. All that is there then counts as older than anything, and cursors of
 * before are refused. As cheap as adding a column; only the index is written.
 */
export const renewFeed = async ({ payload }: { payload: Payload }): Promise<void> => {
  const client = await payload.db.pool.connect()
  try {
    const { rows } = await client.query<{ fits: boolean }>(`
      select feed.system_identifier = control.system_identifier as fits
      from call_summaries_feed feed, pg_control_system() control`)
    if (rows[0]?.fits === true) return
    await client.query('begin; set local statement_timeout = 0; set local lock_timeout = 0')
    await client.query(`
      alter table call_summaries drop column changed_in;
      alter table call_summaries add column changed_in xid8 not null default '0';
      alter table call_summaries alter column changed_in set default pg_current_xact_id();
      create index call_summaries_changed_in_idx on call_summaries (changed_in, client_id, id);
      delete from call_summaries_feed;
      insert into call_summaries_feed (system_identifier)
        select system_identifier from pg_control_system();`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

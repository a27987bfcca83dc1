import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { NIL } from 'uuid'
import { z } from 'zod'
import { type InTransaction, requestDb } from '../database/connection/requestDb'

/** A place in the changes: after this row, as written by this transaction. */
export type ChangePlace = { client: string; id: string; transaction: string }

/** The place before all changes of a transaction and of later ones. */
export const beforeTransaction = (transaction: string): ChangePlace => ({
  client: NIL,
  id: NIL,
  transaction,
})

const stateSchema = z.tuple([
  z.object({ feed: z.string(), fits: z.boolean(), settled: z.string() }),
])

/** Up to where changes can be read, and for which database their places are valid. */
export type FeedState = {
  /** Identifies the database and its timeline: another one has its own transaction IDs. */
  feed: string
  /** True if the rows were written in this database, not restored from the dump of another one. */
  fits: boolean
  /** The oldest transaction that is still running. All before it have finished. */
  settled: string
}

/** Reads up to where changes can be read, in the snapshot of the request's transaction. */
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
  /** Only changes of this client; null: of all clients. */
  client: null | string
  limit: number
  req: InTransaction
  /** Only changes since this time, by `updatedAt`. */
  since: null | string
  /** Only changes by transactions before this one. */
  until: string
}

/**
 * Reads the changes after a place, oldest transaction first. Rows carry the ID of the transaction that
 * wrote them last. Unlike times, no lower ID can appear once all transactions below the oldest running
 * one have finished.
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
 * Restarts the feed of changes if the database was restored from a dump, whose rows carry transaction
 * IDs of another database. Existing rows then count as older than any change, and earlier cursors are
 * refused. This is as cheap as adding a column: only the index is written.
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

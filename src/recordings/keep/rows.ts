import type { Pool } from 'pg'
import { z } from 'zod'
import { ADVISORY } from '../../database/connection/locks'
import type { FullBecause, StoreKind } from '../store/store'

const bytesSchema = z.coerce.number()

/** A client's call, and how large its kept recording is; null: none is kept. */
type Wanted = { callID: string; keptBytes: null | number }

const wantedSchema = z.array(
  z
    .object({ bytes: bytesSchema.nullable(), id: z.string() })
    .transform(({ bytes, id }): Wanted => ({ callID: id, keptBytes: bytes })),
)

type Call = { clientID: string; vapiCallID: string }

/** The call that a recording belongs to. Null if the desk does not have it, or not any more. */
export const findCall = async (
  pool: Pool,
  { clientID, vapiCallID }: Call,
): Promise<null | Wanted> => {
  const { rows } = await pool.query({
    text: `select calls.id::text, recordings.bytes from call_summaries as calls
      left join recordings on recordings.call_summary_id = calls.id
      where calls.client_id = $1::uuid and calls.vapi_call_id = $2`,
    values: [clientID, vapiCallID],
  })
  return wantedSchema.parse(rows)[0] ?? null
}

/** How many bytes of a client's recordings are kept. */
export const keptBytesOf = async (pool: Pool, clientID: string): Promise<number> => {
  const { rows } = await pool.query({
    text: 'select coalesce(sum(bytes), 0) as bytes from recordings where client_id = $1::uuid',
    values: [clientID],
  })
  return z.tuple([z.object({ bytes: bytesSchema })]).parse(rows)[0].bytes
}

/** How many bytes of recordings are kept. */
export const keptBytes = async (pool: Pick<Pool, 'query'>): Promise<number> => {
  const { rows } = await pool.query('select coalesce(sum(bytes), 0) as bytes from recordings')
  return z.tuple([z.object({ bytes: bytesSchema })]).parse(rows)[0].bytes
}

type File = { name: string; store: StoreKind }

/** How long a file without a row may be one that is still written. */
const WRITING_HOURS = 6

/** Notes a file before it is written, so that it is deleted if this process dies before its row is there. */
export const noteWriting = async (pool: Pool, { name, store }: File): Promise<void> => {
  await pool.query({
    text: `insert into recording_leftovers (name, store, due_at)
      values ($1, $2, now() + make_interval(hours => $3::int))`,
    values: [name, store, WRITING_HOURS],
  })
}

/** Gives a file that will get no row to those that are deleted. */
export const noteLeft = async (pool: Pool, { name }: File): Promise<void> => {
  await pool.query({
    text: 'update recording_leftovers set due_at = now() where name = $1',
    values: [name],
  })
}

type Kept = Call &
  File & {
    bytes: number
    contentType: string
    id: string
    /** How many bytes all recordings may have together. */
    maxBytes: number
    wrappedKey: string
  }

/**
 * Makes a written file the recording of its call.
 * @returns false if the call is gone, it has a recording already, or all would be more than `maxBytes`
 */
export const insertKept = async (pool: Pool, kept: Kept): Promise<boolean> => {
  const client = await pool.connect()
  let isLost = true
  try {
    await client.query('begin')
    // One at a time, so that all together stay below the limit.
    await client.query('select pg_advisory_xact_lock($1)', [ADVISORY.recordings])
    const { rowCount } = await client.query({
      text: `
        insert into recordings (id, client_id, call_summary_id, vapi_call_id, store, name, wrapped_key, bytes, content_type)
        select $1::uuid, calls.client_id, calls.id, calls.vapi_call_id, $4, $5, $6, $7::bigint, $8
        from call_summaries as calls
        where calls.client_id = $2::uuid and calls.vapi_call_id = $3
          and (select coalesce(sum(bytes), 0) from recordings) + $7::bigint <= $9::bigint
        on conflict (client_id, vapi_call_id) do nothing`,
      values: [
        kept.id,
        kept.clientID,
        kept.vapiCallID,
        kept.store,
        kept.name,
        kept.wrappedKey,
        kept.bytes,
        kept.contentType,
        kept.maxBytes,
      ],
    })
    if (rowCount === 1) {
      await client.query('delete from recording_leftovers where name = $1', [kept.name])
    }
    await client.query('commit')
    isLost = false
    return rowCount === 1
  } finally {
    // A connection whose transaction did not end cleanly is closed.
    client.release(isLost)
  }
}

/** Writes down that copying has stopped because there is no room. */
export const noteFull = async (pool: Pool, why: FullBecause): Promise<void> => {
  await pool.query({
    text: `insert into recording_room (why) values ($1)
      on conflict (only_one) do update set why = excluded.why where recording_room.why <> excluded.why`,
    values: [why],
  })
}

/** Writes down that there is room. */
export const noteRoom = async (pool: Pool): Promise<void> => {
  await pool.query('delete from recording_room')
}

import type { Pool } from 'pg'
import { z } from 'zod'
import type { NextCalls } from '../../ingest/reread/run'
import { StartError } from '../startError'

const BATCH = 1_000
const idsSchema = z.array(z.object({ id: z.string() }))
const totalSchema = z.tuple([z.object({ total: z.number() })])

/** Finds a client by its id or e-mail address. @returns its id @throws {StartError} if there is none */
export const findClient = async (pool: Pool, client: string): Promise<string> => {
  const { rows } = await pool.query(
    'select id from users where id::text = $1 or email = lower($1)',
    [client],
  )
  const [found] = idsSchema.parse(rows)
  if (found) return found.id
  throw new StartError('There is no such client. Pass its id or its e-mail.')
}

/** Counts the calls of one client, or of all if `client` is null. */
export const countCalls = async (pool: Pool, client: null | string): Promise<number> => {
  const { rows } = await pool.query(
    'select count(*)::int as total from call_summaries where $1::uuid is null or client_id = $1',
    [client],
  )
  return totalSchema.parse(rows)[0].total
}

/** Calls by descending id, starting at `begin`. New calls are left out: this version has read them already. */
export const callsFrom = (pool: Pool, client: null | string, begin: string): NextCalls => {
  let place = begin
  return async () => {
    const { rows } = await pool.query(
      `select id from call_summaries
       where id < $1::uuid and ($2::uuid is null or client_id = $2) order by id desc limit ${BATCH}`,
      [place, client],
    )
    const ids = idsSchema.parse(rows).map(({ id }) => id)
    place = ids.at(-1) ?? place
    return ids
  }
}

import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { IS_COUNTED_CALL } from '../database/lists/countedCalls'
import { OUTCOME_KEY } from '../database/lists/outcomeKey'
import { MINUTE_MS } from '../lib/time/units'

const DAYS = 90
const MOST = 20
const KEPT_MS = 10 * MINUTE_MS
const MAX_KEPT = 500

// The index on `reported_at` contains all columns, so the table is not read.
const READ = `
  with spelling as (
    select outcome, ${OUTCOME_KEY} as meant, count(*) as calls
    from call_summaries
    where client_id = $1::uuid and reported_at >= now() - make_interval(days => $2::int)
      and outcome is not null and btrim(outcome) <> '' and ${IS_COUNTED_CALL}
    group by 1
  )
  select (array_agg(btrim(outcome) order by calls desc, outcome collate "C"))[1] as outcome
  from spelling group by meant order by sum(calls) desc, meant limit $3::int`

const rowsSchema = z.array(z.object({ outcome: z.string() }))

type Kept = { at: number; outcomes: Promise<string[]> }

const byPool = new WeakMap<Pool, Map<string, Kept>>()

type OfClient = { clientID: string; pool: Pool }

const read = ({ clientID, pool }: OfClient): Promise<string[]> =>
  readInTime(pool, async (readRows) => {
    const rows = rowsSchema.parse(await readRows({ text: READ, values: [clientID, DAYS, MOST] }))
    return rows.map(({ outcome }) => outcome)
  })

/**
 * The outcomes of a client's calls in the last 90 days, the most frequent first: at most 20, each in its most
 * frequent spelling. Kept for ten minutes.
 * @returns none if they cannot be read in time: they are a suggestion only
 */
export const recentOutcomes = async (client: OfClient): Promise<string[]> => {
  const kept = byPool.get(client.pool) ?? new Map<string, Kept>()
  byPool.set(client.pool, kept)
  const now = Date.now()
  const known = kept.get(client.clientID)
  const outcomes = known && now - known.at < KEPT_MS ? known.outcomes : read(client)
  if (outcomes !== known?.outcomes) {
    kept.delete(client.clientID)
    kept.set(client.clientID, { at: now, outcomes })
    const oldest = kept.keys().next().value
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  }
  return outcomes.catch(() => {
    if (kept.get(client.clientID)?.outcomes === outcomes) kept.delete(client.clientID)
    return []
  })
}

import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { IS_COUNTED_CALL } from '../database/lists/countedCalls'
import { OUTCOME_KEY } from '../database/lists/outcomeKey'
import { type ClientOrAll, ofClient } from './callFigures'
import { readDays } from './days'

/** How many outcomes are listed. */
const MOST_OUTCOMES = 7

/** How many spellings of one outcome are counted together. The filter of its list names each of them. */
const MOST_SPELLINGS = 20

// Compared as people read them: without case, surplus spaces and what separates words.
const readCounts = (clientID: ClientOrAll) => `
  with spelling as (
    select outcome, ${OUTCOME_KEY} as meant, count(*) as calls
    from call_summaries
    where reported_at >= $1::timestamptz and ${IS_COUNTED_CALL} ${ofClient(clientID, '$4')}
    group by 1
  ), ranked as (
    select *, row_number() over (partition by meant order by calls desc, outcome collate "C") as rank from spelling
  )
  select min(outcome) filter (where rank = 1) as outcome,
    coalesce(array_agg(outcome order by rank) filter (where outcome is not null), '{}') as spellings,
    sum(calls)::int as calls
  from ranked where rank <= $3::int
  group by meant order by calls desc, outcome limit $2::int`

const outcomesSchema = z.array(
  z.object({
    calls: z.number(),
    /** As most of these calls have it; null: they have none. */
    outcome: z.string().nullable(),
    /** All spellings that are counted, the most frequent first; empty if the calls have no outcome. */
    spellings: z.array(z.string()),
  }),
)

/** The most frequent outcomes since an instant. */
export type OutcomeFigures = { from: string; outcomes: z.infer<typeof outcomesSchema> }

type ReadOutcomes = { pool: Pool; timezone: null | string; clientID: ClientOrAll }

/**
 * Counts the outcomes of the last 30 days, without test calls. “booked”, “Booked” and “BOOKED ” are one
 * outcome.
 */
export const readOutcomes = ({ pool, timezone, clientID }: ReadOutcomes): Promise<OutcomeFigures> =>
  readInTime(pool, async (read) => {
    const { from } = await readDays(read, timezone)
    const values = [from, MOST_OUTCOMES, MOST_SPELLINGS, ...(clientID === null ? [] : [clientID])]
    const rows = await read({ text: readCounts(clientID), values })
    return { from, outcomes: outcomesSchema.parse(rows) }
  })

import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { IS_COUNTED_CALL } from '../database/lists/countedCalls'
import { type ClientOrAll, ofClient } from './callFigures'
import { readDays } from './days'

/** How many outcomes are listed. */
const MOST_OUTCOMES = 7

const readCounts = (clientID: ClientOrAll) => `
  select outcome, count(*)::int as calls from call_summaries
  where reported_at >= $1::timestamptz and ${IS_COUNTED_CALL} ${ofClient(clientID, '$3')}
  group by 1 order by calls desc, outcome limit $2::int`

const outcomesSchema = z.array(z.object({ calls: z.number(), outcome: z.string().nullable() }))

/** The most frequent outcomes since an instant. The outcome null means that a call has none. */
export type OutcomeFigures = { from: string; outcomes: z.infer<typeof outcomesSchema> }

type ReadOutcomes = { pool: Pool; timezone: null | string; clientID: ClientOrAll }

/** Counts the outcomes of the last 30 days, as the agents named them, without test calls. */
export const readOutcomes = ({ pool, timezone, clientID }: ReadOutcomes): Promise<OutcomeFigures> =>
  readInTime(pool, async (read) => {
    const { from } = await readDays(read, timezone)
    const values = [from, MOST_OUTCOMES, ...(clientID === null ? [] : [clientID])]
    const rows = await read({ text: readCounts(clientID), values })
    return { from, outcomes: outcomesSchema.parse(rows) }
  })

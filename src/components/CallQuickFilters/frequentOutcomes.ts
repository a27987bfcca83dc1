import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { orderOutcomes } from '../../fields/orderOutcomes'
import { type ShownOutcome, shownOutcome } from '../../fields/outcomeLabel'
import { outcomesOf } from '../../fields/outcomes'
import { readOutcomes } from '../../figures/outcomes'
import { MINUTE_MS } from '../../lib/time/units'

const MOST = 6
const FRESH_MS = 5 * MINUTE_MS
// Longer ones are sentences, and would fill the row.
const LONGEST = 30

/** An outcome as most calls have it, and all spellings of it. */
type Outcome = { outcome: string; spellings: string[] }

type Known = { at: number; outcomes: Promise<Outcome[]> }
const byPool = new WeakMap<Pool, Known>()

const read = async (pool: Pool): Promise<Outcome[]> => {
  const { outcomes } = await readOutcomes({ clientID: null, pool, timezone: null })
  return outcomes
    .flatMap(({ outcome, spellings }) =>
      outcome?.trim() && outcome.length <= LONGEST ? [{ outcome: outcome.trim(), spellings }] : [],
    )
    .slice(0, MOST)
}

const readAll = ({ db, logger }: Payload): Promise<Outcome[]> => {
  const known = byPool.get(db.pool)
  if (known && Date.now() - known.at < FRESH_MS) return known.outcomes
  const outcomes = read(db.pool).catch((err: unknown) => {
    byPool.delete(db.pool)
    logger.warn({ err, msg: 'The frequent outcomes could not be read' })
    return []
  })
  byPool.set(db.pool, { at: Date.now(), outcomes })
  return outcomes
}

/** An outcome to filter by. */
type OutcomeChoice = ShownOutcome & { outcome: string; spellings: string[] }

/**
 * The most frequent outcomes of the last 30 days, remembered for five minutes, under the desk's labels and in its
 * order. None while the database takes too long: the list is shown without them.
 */
export const frequentOutcomes = async (payload: Payload): Promise<OutcomeChoice[]> => {
  const [all, own] = await Promise.all([readAll(payload), outcomesOf(payload)])
  return orderOutcomes(own, all).map((each) => ({
    ...(shownOutcome(own, each.outcome) ?? { colour: null, text: each.outcome }),
    ...each,
  }))
}

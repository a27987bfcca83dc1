import type { Payload } from 'payload'
import { z } from 'zod'
import { describeError } from '../lib/describeError'
import { freshFor } from '../lib/freshFor'
import { sharedWeakMap } from '../lib/inProcess'
import type { Outcome } from '../vapi/mapping/mapping'
import { readDeskMapping } from './stored'

/** So soon a change of the outcomes is seen in every process. */
const FRESH_MS = 3_000

const rowsSchema = z.array(z.object({ outcomes: z.unknown() })).max(1)

const readOutcomes = async ({ db }: Payload): Promise<readonly Outcome[]> => {
  const { rows } = await db.pool.query({
    name: 'desk_outcomes',
    text: `select mapping -> 'outcomes' as outcomes from field_mapping limit 1`,
  })
  const [row] = rowsSchema.parse(rows)
  return readDeskMapping({ lines: {}, outcomes: row?.outcomes ?? [] }).outcomes
}

const ofDesks = sharedWeakMap<Payload, ReturnType<typeof freshFor<readonly Outcome[]>>>('outcomes')

/**
 * The desk's own outcomes in the order in which they are shown, at most a few seconds old, with at most one query in
 * that time. If the database is away, those that were known before.
 * @throws if they were never read
 */
export const outcomesOf = (payload: Payload): Promise<readonly Outcome[]> => {
  const known = ofDesks.get(payload)
  if (known) return known.get()
  const fresh = freshFor({
    milliseconds: FRESH_MS,
    onError: (error) => payload.logger.error(`The outcomes were not read: ${describeError(error)}`),
    read: () => readOutcomes(payload),
  })
  ofDesks.set(payload, fresh)
  return fresh.get()
}

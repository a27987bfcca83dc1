import type { Pool } from 'pg'
import type { CountedReason } from '../sender/verify'
import { clientOf } from './statementParts'

type Refused = { at: Date; count: number; reason: CountedReason }

/** Adds to the clients' refusal counters. `$1` JSON list of {key, count, at, reason}, `key` a token index */
const COUNT_REFUSALS = {
  name: 'desk_count_refusals',
  text: `
    insert into webhook_refusals (client_id, count, last_at, last_reason)
    select client.id, sum(refused.count), max(refused.at),
      (array_agg(refused.reason order by refused.at desc))[1]
    from jsonb_to_recordset($1::jsonb)
      as refused(key text, count bigint, at timestamptz, reason text)
    cross join lateral (${clientOf('token', 'refused.key')}) client
    group by client.id order by client.id
    on conflict (client_id) do update set
      count = webhook_refusals.count + excluded.count,
      last_at = excluded.last_at,
      last_reason = excluded.last_reason`,
}

// Anybody can post with any token, so the list is bounded.
const MAX_WAITING = 1_000

/**
 * Counts refusals by token. One statement runs at a time, and refusals during it go into the next one:
 * a flood of wrong posts does not cost a statement each. No request waits for it.
 */
class Refusals {
  readonly #pool: Pool
  #waiting = new Map<string, Refused>()
  #writing = false

  constructor(pool: Pool) {
    this.#pool = pool
  }

  add(tokenIndex: string, reason: CountedReason): void {
    const count = (this.#waiting.get(tokenIndex)?.count ?? 0) + 1
    if (count === 1 && this.#waiting.size >= MAX_WAITING) return
    this.#waiting.set(tokenIndex, { at: new Date(), count, reason })
    if (!this.#writing) void this.#write()
  }

  async #write(): Promise<void> {
    this.#writing = true
    while (this.#waiting.size > 0) {
      const refused = [...this.#waiting].map(([key, each]) => ({ key, ...each }))
      this.#waiting = new Map()
      // A count that cannot be written is lost; the refusal stands.
      await this.#pool
        .query({ ...COUNT_REFUSALS, values: [JSON.stringify(refused)] })
        .catch(() => undefined)
    }
    this.#writing = false
  }
}

const byPool = new WeakMap<Pool, Refusals>()

/**
 * Counts a refused post and its reason for the client of the token. Does nothing if no client has the token.
 */
export const countRefusal = (pool: Pool, tokenIndex: string, reason: CountedReason): void => {
  const refusals = byPool.get(pool) ?? new Refusals(pool)
  byPool.set(pool, refusals)
  refusals.add(tokenIndex, reason)
}

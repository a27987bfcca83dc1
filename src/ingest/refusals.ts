import type { Pool } from 'pg'
import type { CountedReason } from '../sender/verify'
import { clientOf } from './statementParts'

type Refused = { at: Date; count: number; reason: CountedReason }

/** Adds to what is counted of clients' refusals. `$1` JSON list of {key, count, at, reason} */
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

// Keys come from outside, and only some are clients'.
const MAX_WAITING = 1_000

/**
 * Counts refusals by token. One write is under way at a time, whatever is refused meanwhile goes with
 * the next: whoever floods us with wrong posts gets no statement for each. Nobody waits for it.
 */
class Refusals {
  readonly #pool: Pool
  #waiting = new Map<string, Refused>()
  #writing = false

  constructor(pool: Pool) {
    this.#pool = pool
  }

  add(key: string, reason: CountedReason): void {
    const count = (this.#waiting.get(key)?.count ?? 0) + 1
    if (count === 1 && this.#waiting.size >= MAX_WAITING) return
    this.#waiting.set(key, { at: new Date(), count, reason })
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
 * Notes that a post for a client was refused, and why.
 * @param key index of the token that it came by; nothing is noted when it is nobody's
 */
export const countRefusal = (pool: Pool, key: string, reason: CountedReason): void => {
  const refusals = byPool.get(pool) ?? new Refusals(pool)
  byPool.set(pool, refusals)
  refusals.add(key, reason)
}

import type { Pool } from 'pg'
import { z } from 'zod'
import { instant } from '../lib/schemas'

const retiredSchema = z.array(
  z
    .object({
      expires_at: instant,
      id: z.string(),
      last_used_at: instant.nullable(),
      retired_at: instant,
    })
    .transform(({ expires_at, id, last_used_at, retired_at }) => ({
      id,
      lastUsedAt: last_used_at,
      retiredAt: retired_at,
      worksUntil: expires_at,
    })),
)

const refusalsSchema = z.array(
  z
    .object({ count: z.coerce.number(), last_at: instant, last_reason: z.string() })
    .transform(({ count, last_at, last_reason }) => ({
      count,
      lastAt: last_at,
      lastReason: last_reason,
    })),
)

const stillWorking = (table: 'webhook_retired_senders' | 'webhook_retired_tokens') => `
  select id, retired_at, expires_at, last_used_at from ${table}
  where client_id = $1::uuid and expires_at > now()
    ${table === 'webhook_retired_tokens' ? 'and not is_coming' : ''} order by retired_at desc, id`

/** A replaced credential that still works. */
type Retired = z.infer<typeof retiredSchema>[number]

/** A client's retired credentials that still work, and its refused posts. Has no tokens or secrets. */
export type SenderState = {
  refusals: z.infer<typeof refusalsSchema>[number] | null
  retiredSenders: Retired[]
  retiredTokens: Retired[]
}

/** Reads the sender state of a client. Lists have the newest first. */
export const readSenderState = async (pool: Pool, clientID: string): Promise<SenderState> => {
  const values = [clientID]
  const [tokens, senders, refusals] = await Promise.all([
    pool.query({ text: stillWorking('webhook_retired_tokens'), values }),
    pool.query({ text: stillWorking('webhook_retired_senders'), values }),
    pool.query({
      text: 'select count, last_at, last_reason from webhook_refusals where client_id = $1::uuid',
      values,
    }),
  ])
  return {
    refusals: refusalsSchema.parse(refusals.rows)[0] ?? null,
    retiredSenders: retiredSchema.parse(senders.rows),
    retiredTokens: retiredSchema.parse(tokens.rows),
  }
}

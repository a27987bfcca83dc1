import type { Pool } from 'pg'
import { z } from 'zod'

const rowsSchema = z.array(
  z
    .object({
      expires_at: z.date(),
      id: z.string(),
      last_used_at: z.date().nullable(),
      retired_at: z.date(),
    })
    .transform((row) => ({
      id: row.id,
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      retiredAt: row.retired_at.toISOString(),
      worksUntil: row.expires_at.toISOString(),
    })),
)

/** A token that was replaced and still works. */
export type RetiredToken = z.infer<typeof rowsSchema>[number]

/** The retired tokens of a client that still work, the newest first. Never the tokens themselves. */
export const workingRetiredTokens = async (
  pool: Pool,
  clientID: string,
): Promise<RetiredToken[]> => {
  const { rows } = await pool.query({
    text: `
      select id, retired_at, expires_at, last_used_at from webhook_retired_tokens
      where client_id = $1::uuid and expires_at > now() order by retired_at desc, id`,
    values: [clientID],
  })
  return rowsSchema.parse(rows)
}

import type { Pool } from 'pg'
import { z } from 'zod'
import { tokenIndex } from '../../clients/tokenIndex'
import { instant } from '../../lib/schemas'
import { tokenInURL } from '../../vapi/webhookURL'

const rowsSchema = z.array(
  z.object({ client_id: z.string(), expires_at: instant, token_index: z.string() }),
)

/** The former tokens of clients, and those that are being written at Vapi: until when each works, by index. */
export type FormerTokens = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Reads them. @returns by client, ISO 8601 */
export const readFormerTokens = async (
  pool: Pool,
  clientIDs: readonly string[],
): Promise<FormerTokens> => {
  const { rows } = await pool.query(
    `select client_id, token_index, expires_at from webhook_retired_tokens
    where client_id = any($1::uuid[])`,
    [clientIDs],
  )
  const byClient = new Map<string, Map<string, string>>()
  for (const { client_id, expires_at, token_index } of rowsSchema.parse(rows)) {
    const known = byClient.get(client_id) ?? new Map<string, string>()
    known.set(token_index, expires_at)
    byClient.set(client_id, known)
  }
  return byClient
}

/** Whose address stands at Vapi: none, the client's, a former one of the client's, or somebody else's. */
export type Whose =
  | { kind: 'former'; until: string }
  | { kind: 'nothing' }
  | { kind: 'other' }
  | { kind: 'ours' }

type Tokens = {
  former: ReadonlyMap<string, string> | undefined
  secret: string
  tokenIndex: null | string
}

/** Tells addresses apart by their token, because several domains may be the desk's. */
export const whoseURL = (url: null | string, tokens: Tokens): Whose => {
  if (url === null || url.trim() === '') return { kind: 'nothing' }
  const token = tokenInURL(url)
  if (token === null) return { kind: 'other' }
  const index = tokenIndex({ secret: tokens.secret, token })
  if (index === tokens.tokenIndex) return { kind: 'ours' }
  const until = tokens.former?.get(index)
  return until === undefined ? { kind: 'other' } : { kind: 'former', until }
}

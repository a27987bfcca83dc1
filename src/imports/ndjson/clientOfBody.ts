import type { Pool } from 'pg'
import { z } from 'zod'

/** The client of a body: its id, or a sentence that says why it has none. */
export type BodysClient = { id: string } | { reason: string }

type Said = { assistantID: null | string; phone: null | string }

const idsSchema = z.array(z.object({ id: z.string() }))

const READ = `
  select id from users
  where is_staff is not true and is_superuser is not true
    and (vapi_assistant_id = $1 or ($1 is null and vapi_phone_number = $2))
  limit 2`

const reasonFor = (found: number, { assistantID, phone }: Said): string => {
  const what = assistantID === null ? `the number ${phone}` : `the assistant ${assistantID}`
  return found === 0
    ? `No client has ${what}. Choose a client, or enter it at the client first.`
    : `Several clients have ${what}. Import their calls separately, with a client each.`
}

/** So many are remembered during an import. */
const MAX_KEPT = 5_000

/**
 * Finds the client of a body by the assistant that it names, or, if it names none, by the agent's number. Several
 * clients with the same one are nobody's.
 */
export const bodysClientFinder = (pool: Pool) => {
  const known = new Map<string, BodysClient>()
  const look = async (assistantID: null | string, phone: null | string) =>
    idsSchema.parse((await pool.query(READ, [assistantID, phone])).rows)
  const find = async (said: Said): Promise<BodysClient> => {
    const { assistantID, phone } = said
    if (assistantID === null && phone === null) {
      return { reason: 'The body names neither an assistant nor a number. Choose a client.' }
    }
    const byAssistant = assistantID === null ? [] : await look(assistantID, null)
    // One agent's number can say which of the clients with one assistant it is.
    const found = byAssistant.length === 1 || phone === null ? byAssistant : await look(null, phone)
    const [only] = found
    return found.length === 1 && only ? only : { reason: reasonFor(found.length, said) }
  }
  return async (said: Said): Promise<BodysClient> => {
    const key = JSON.stringify([said.assistantID, said.phone])
    const kept = known.get(key)
    if (kept) return kept
    const found = await find(said)
    if (known.size >= MAX_KEPT) known.clear()
    known.set(key, found)
    return found
  }
}

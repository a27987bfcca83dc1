import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../../access/userSQL'
import { readAssistantIDs } from '../assistantIDs'

const READ = {
  name: 'vapi_read_taken',
  text: `
    select id::text, ${USER_LABEL_TEXT} as label,
      vapi_assistant_id as first, vapi_assistant_ids as further, vapi_phone_number_id as number
    from users where vapi_account_id = $1::uuid order by id limit 20000`,
}
const rowsSchema = z.array(
  z.object({
    first: z.string().nullable(),
    further: z.unknown(),
    id: z.string(),
    label: z.string(),
    number: z.string().nullable(),
  }),
)

export type TakenBy = { id: string; label: string }

/** Which client has which assistant and number of an account, by their ids at Vapi. @throws any database error */
export const readTaken = async (
  pool: Pool,
  accountID: string,
): Promise<{ assistants: Map<string, TakenBy>; numbers: Map<string, TakenBy> }> => {
  const { rows } = await pool.query({ ...READ, values: [accountID] })
  const assistants = new Map<string, TakenBy>()
  const numbers = new Map<string, TakenBy>()
  for (const { first, further, id, label, number } of rowsSchema.parse(rows)) {
    const client = { id, label }
    for (const each of [...(first ? [first] : []), ...readAssistantIDs(further)]) {
      if (!assistants.has(each)) assistants.set(each, client)
    }
    if (number && !numbers.has(number)) numbers.set(number, client)
  }
  return { assistants, numbers }
}

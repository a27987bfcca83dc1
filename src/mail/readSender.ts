import type { Pool } from 'pg'
import { z } from 'zod'
import type { Mailbox } from '../settings/mailbox'
import { settings } from '../settings/settings'
import { senderOf } from './adapter'
import { oneLine } from './templates/clean'

// A migration creates the only row.
const READ = {
  name: 'desk_agency_name',
  text: 'select agency_name as agency from desk order by created_at limit 1',
}

const rowsSchema = z.array(z.object({ agency: z.string().nullable() }))

/** Who sends the desk's mails, and the agency's name. It is null until it is set. */
export const readSender = async (
  pool: Pick<Pool, 'query'>,
): Promise<{ agency: null | string; from: Mailbox }> => {
  const { rows } = await pool.query(READ)
  const agency = oneLine(rowsSchema.parse(rows)[0]?.agency ?? '', 80) || null
  return { agency, from: senderOf(settings(), agency) }
}

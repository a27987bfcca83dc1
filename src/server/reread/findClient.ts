import type { Pool } from 'pg'
import { z } from 'zod'
import { StartError } from '../startError'

const idsSchema = z.array(z.object({ id: z.string() }))

/** Finds a client by its id or e-mail address. @returns its id @throws {StartError} if there is none */
export const findClient = async (pool: Pool, client: string): Promise<string> => {
  const { rows } = await pool.query(
    'select id from users where id::text = $1 or email = lower($1)',
    [client],
  )
  const [found] = idsSchema.parse(rows)
  if (found) return found.id
  throw new StartError('There is no such client. Pass its id or its e-mail.')
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { USER_LABEL } from '../access/userSQL'
import { type InTransaction, requestDb } from '../database/connection/requestDb'

const rowsSchema = z.array(z.object({ document: z.string(), label: z.string() }))

type Account = z.infer<typeof rowsSchema>[number]

type Sought = { req: InTransaction } & ({ email: string } | { id: string })

/** Finds an account by e-mail or id, with its name for the history. Null if there is none. */
export const findAccount = async ({ req, ...sought }: Sought): Promise<Account | null> => {
  const db = await requestDb(req)
  const which =
    'id' in sought
      ? sql`id = ${sought.id}::uuid`
      : sql`email = ${sought.email.toLowerCase().trim()}`
  const { rows } = await db.execute(
    sql`select id::text as document, ${USER_LABEL} as label from users where ${which}`,
  )
  return rowsSchema.parse(rows)[0] ?? null
}

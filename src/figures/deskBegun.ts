import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'

const READ = `select
  exists (select from users where is_staff is not true and is_superuser is not true) as "hasClients",
  -- Calls are kept for longer than deliveries.
  exists (select from webhook_deliveries) or exists (select from call_summaries) as "hasReports"`

const rowsSchema = z.tuple([z.object({ hasClients: z.boolean(), hasReports: z.boolean() })])

/** How far a desk has come: whether it has a client, active or not, and whether anything was posted to it. */
export type DeskBegun = z.infer<typeof rowsSchema>[0]

/** Reads whether the desk has clients and reports, so that an empty one shows no empty panels. */
export const readDeskBegun = ({ pool }: { pool: Pool }): Promise<DeskBegun> =>
  readInTime(pool, async (read) => rowsSchema.parse(await read({ text: READ }))[0])

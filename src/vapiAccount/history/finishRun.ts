import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { z } from 'zod'
import { USER_LABEL } from '../../access/userSQL'
import type { Changes } from '../../audit/changes'
import { insertEntries, newHead } from '../../audit/log'
import { requestDb } from '../../database/connection/requestDb'
import type { HistoryProblem } from './problems'
import type { HistoryRun } from './runs'

type Ended = {
  lease: string
  payload: Payload
  /** Why it failed. */
  problem: HistoryProblem | null
  run: HistoryRun
  state: 'done' | 'failed' | 'stopped'
}

const labelSchema = z.array(z.object({ label: z.string().nullable() }))

const changesOf = ({ run: { counts }, state }: Ended): Changes => ({
  callsFailed: [null, counts.failed],
  callsFromVapi: [null, counts.imported],
  callsHeld: [null, counts.held],
  ...(state === 'done' ? {} : { runEnded: [null, state] }),
})

/** Ends a run. What was imported is in the history of its client or account: by whom, and how many calls. */
export const finishRun = async (ended: Ended): Promise<void> => {
  const { lease, payload, problem, run, state } = ended
  const { accountID, clientID } = run
  const transactionID = await payload.db.beginTransaction()
  if (transactionID === null) throw new Error('There is no transaction to end an import in')
  const db = await requestDb({ payload, transactionID })
  try {
    const { rows } = await db.execute(sql`
      update vapi_histories set state = ${state}, problem = ${problem}, ended_at = now(),
        lease = null, leased_until = null
      where account_id = ${accountID}::uuid and lease = ${lease}::uuid
        and state in ('running', 'stopping') returning id`)
    if (rows.length > 0 && !run.isDryRun) {
      const found = await db.execute(
        clientID === null
          ? sql`select label from vapi_accounts where id = ${accountID}::uuid`
          : sql`select ${USER_LABEL} as label from users where id = ${clientID}::uuid`,
      )
      const collection = clientID === null ? 'vapi-accounts' : 'users'
      await insertEntries(db, [
        {
          ...newHead(run.actor, { action: 'imported', collection }),
          changes: changesOf(ended),
          document: clientID ?? accountID,
          label: labelSchema.parse(found.rows)[0]?.label ?? null,
        },
      ])
    }
    await payload.db.commitTransaction(transactionID)
  } catch (error) {
    await payload.db.rollbackTransaction(transactionID)
    throw error
  }
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { z } from 'zod'
import { USER_LABEL } from '../../access/userSQL'
import type { Changes } from '../../audit/changes'
import { insertEntries, newHead } from '../../audit/log'
import { requestDb } from '../../database/connection/requestDb'
import type { ReprojectionRun } from './runs'

type Ended = 'done' | 'failed' | 'stopped'

const labelSchema = z.array(z.object({ label: z.string() }))

const changesOf = ({ counts }: ReprojectionRun, state: Ended): Changes => ({
  callsChanged: [null, counts.changed],
  callsRead: [null, counts.read],
  ...(counts.withoutBodies > 0 ? { callsWithoutBodies: [null, counts.withoutBodies] } : {}),
  ...(counts.unreadable > 0 ? { callsUnreadable: [null, counts.unreadable] } : {}),
  ...(state === 'done' ? {} : { runEnded: [null, state] }),
})

/** Ends a run, with an entry in the history of its client or of the mapping: who, and how many calls. */
export const finishRun = async (
  payload: Payload,
  run: ReprojectionRun,
  state: Ended,
): Promise<void> => {
  const transactionID = await payload.db.beginTransaction()
  if (transactionID === null) throw new Error('There is no transaction to end a run in')
  const db = await requestDb({ payload, transactionID })
  const { clientID, id } = run
  try {
    const ended = await db.execute(sql`
      update reprojections set state = ${state}, ended_at = now()
      where id = ${id}::uuid and state in ('running', 'stopping') returning id`)
    if (ended.rows.length > 0) {
      const collection = clientID === null ? 'field-mapping' : 'users'
      const found = await db.execute(
        sql`select ${USER_LABEL} as label from users where id = ${clientID}::uuid`,
      )
      await insertEntries(db, [
        {
          ...newHead(run.actor, { action: 'reprojected', collection }),
          changes: changesOf(run, state),
          document: clientID,
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

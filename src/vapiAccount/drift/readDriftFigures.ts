import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../../access/userSQL'
import { driftsOf } from './driftsOf'
import type { Drift } from './signals'

/** A client whose webhook at Vapi is not as it was set. */
export type ClientDrifts = { drifts: Drift[]; id: string; name: string }

const namesSchema = z.array(z.object({ id: z.string(), name: z.string() }))

/** The clients with something that is not as it was set: those with alarms first, then the longest. */
export const readDriftFigures = async (pool: Pool): Promise<ClientDrifts[]> => {
  const drifts = await driftsOf(pool, 'all')
  const ids = [...new Set(drifts.map(({ clientID }) => clientID))]
  if (ids.length === 0) return []
  const { rows } = await pool.query(
    `select id, ${USER_LABEL_TEXT} as name from users where id = any($1::uuid[])`,
    [ids],
  )
  const names = new Map(namesSchema.parse(rows).map(({ id, name }) => [id, name]))
  return ids.map((id) => ({
    drifts: drifts.filter(({ clientID }) => clientID === id),
    id,
    name: names.get(id) ?? id,
  }))
}

/** Whether anything was set at Vapi, so that it is watched. */
export const isWatched = async (pool: Pool): Promise<boolean> => {
  const { rows } = await pool.query(
    `select 1 from vapi_setups where state in ('set', 'writing') limit 1`,
  )
  return rows.length > 0
}

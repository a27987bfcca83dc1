import type { Payload, PayloadRequest } from 'payload'
import { cache } from 'react'
import { type DeskBegun, readDeskBegun } from '../../figures/deskBegun'
import { settle } from './settle'

// Several parts of the dashboard ask.
const read = cache((payload: Payload) =>
  settle(() => readDeskBegun({ pool: payload.db.pool }), { payload }),
)

/** How far the desk has come. If the database does not say, as one that has clients and calls. */
export const deskBegun = async ({
  payload,
}: Pick<PayloadRequest, 'payload'>): Promise<DeskBegun> => {
  const settled = await read(payload)
  return 'value' in settled ? settled.value : { hasClients: true, hasReports: true }
}

import type { PayloadRequest } from 'payload'
import { type DeskBegun, readDeskBegun } from '../../figures/deskBegun'
import { settle } from './settle'

/** How far the desk has come. If the database does not say, as one that has clients and calls. */
export const deskBegun = async (req: Pick<PayloadRequest, 'payload'>): Promise<DeskBegun> => {
  const settled = await settle(() => readDeskBegun({ pool: req.payload.db.pool }), req)
  return 'value' in settled ? settled.value : { hasClients: true, hasReports: true }
}

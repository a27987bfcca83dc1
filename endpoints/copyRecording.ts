import type { Endpoint } from 'payload'
import { z } from 'zod'
import { writerOf } from '../src/followUps/writer'
import { retryCopy } from '../src/recordings/copies/retryCopy'
import { refusal } from '../src/refusals/refusals'

/**
 * `POST /api/call-summaries/:id/recording/copy`: tries to copy the call's recording again now, as long as the link to
 * it works. For staff with `call-summaries.change`.
 */
export const copyRecordingOfCall: Endpoint = {
  handler: async (req) => {
    await writerOf(req, 'staff')
    const callID = z.guid().safeParse(req.routeParams?.id).data
    if (callID === undefined) throw refusal('NOT_FOUND')
    const isDue = await retryCopy(req.payload.db.pool, callID)
    if (!isDue) throw refusal('RECORDING_LINK_ENDED')
    return Response.json({ retried: 1 })
  },
  method: 'post',
  path: '/:id/recording/copy',
}

import type { Endpoint } from 'payload'
import { z } from 'zod'
import { recordOnClient } from '../src/audit/recordOnClient'
import { removeTest } from '../src/connectionTest/testCalls'
import { isTestCallID } from '../src/vapi/testCall'
import { bodyForClient } from './shared/oneClient'

const bodySchema = z.strictObject({ callID: z.string().refine(isTestCallID), id: z.uuid() })

/**
 * `POST /api/users/remove-test-call` `{id, callID}`: deletes one test call of a client and its deliveries. Returns
 * how many as `{calls, deliveries}`. Other calls cannot be deleted by it.
 */
export const removeTestCall: Endpoint = {
  handler: async (req) => {
    const { callID, id } = await bodyForClient(req, bodySchema)
    await recordOnClient(req, { action: 'test_call_removed', id })
    const removed = await removeTest({ callID, clientID: id, pool: req.payload.db.pool })
    return Response.json(removed)
  },
  method: 'post',
  path: '/remove-test-call',
}

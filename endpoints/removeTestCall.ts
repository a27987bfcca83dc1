import type { Endpoint } from 'payload'
import { z } from 'zod'
import { recordOnClient } from '../src/audit/recordOnClient'
import { removeTest } from '../src/connectionTest/testCalls'
import { isTestCallID } from '../src/vapi/testCall'
import { bodyForClient } from './shared/oneClient'

const bodySchema = z.strictObject({ callID: z.string().refine(isTestCallID), id: z.uuid() })

/**
 * `POST /api/users/remove-test-call` `{id, callID}`: removes one test call of a client, with its
 * deliveries; `{calls, deliveries}` says how many. Nothing of any other call.
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

import type { Endpoint } from 'payload'
import { setFollowUp } from '../src/followUps/followUp'
import { followUpSchema } from '../src/followUps/shapes'
import { writerOf } from '../src/followUps/writer'
import { jsonBody } from './shared/caller'

const EXPECTED =
  'Send a JSON body with “followUp” (“open”, “done” or null), “followUpDueAt” (an ISO 8601 time or null) or “followUpNote” (at most 1,000 characters, or null), and nothing else.'

/**
 * `POST /api/call-summaries/:id/follow-up`: opens, closes or clears what is to do about a call, or changes its note
 * or due time. For the call's client, and staff with `call-summaries.change`.
 */
export const followUpOfCall: Endpoint = {
  handler: async (req) => {
    // Those who may not write at all learn nothing about their body.
    await writerOf(req)
    const change = await jsonBody(req, followUpSchema, EXPECTED)
    return Response.json(await setFollowUp({ change, id: String(req.routeParams?.id), req }))
  },
  method: 'post',
  path: '/:id/follow-up',
}

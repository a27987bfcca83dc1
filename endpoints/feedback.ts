import type { Endpoint } from 'payload'
import { giveFeedback } from '../src/followUps/feedback'
import { feedbackSchema } from '../src/followUps/shapes'
import { writerOf } from '../src/followUps/writer'
import { jsonBody } from './shared/caller'

const EXPECTED =
  'Send a JSON body with “reason” (“summary”, “outcome”, “caller”, “price” or “other”), “text” (at most 1,000 characters; needed for “other”), and nothing else.'

/** `POST /api/call-summaries/:id/feedback`: the client of a call says what was wrong with it. */
export const feedbackOnCall: Endpoint = {
  handler: async (req) => {
    await writerOf(req, 'client')
    const feedback = await jsonBody(req, feedbackSchema, EXPECTED)
    return Response.json(await giveFeedback({ feedback, id: String(req.routeParams?.id), req }))
  },
  method: 'post',
  path: '/:id/feedback',
}

import type { Endpoint } from 'payload'
import { answerFeedback } from '../src/followUps/feedback'
import { answerSchema } from '../src/followUps/shapes'
import { writerOf } from '../src/followUps/writer'
import { jsonBody } from './shared/caller'

const EXPECTED =
  'Send a JSON body with “state” (“answered” or “closed”), “answer” (at most 1,000 characters; needed for “answered”), optionally “at”, the time of the feedback, and nothing else.'

/**
 * `POST /api/call-summaries/:id/feedback/answer`: staff with `call-summaries.change` answer or close what a client
 * reported as wrong.
 */
export const answerFeedbackOfCall: Endpoint = {
  handler: async (req) => {
    await writerOf(req, 'staff')
    const given = await jsonBody(req, answerSchema, EXPECTED)
    return Response.json(await answerFeedback({ ...given, id: String(req.routeParams?.id), req }))
  },
  method: 'post',
  path: '/:id/feedback/answer',
}

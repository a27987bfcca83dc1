import { z } from 'zod'
import { giveFeedback } from '../../src/followUps/feedback'
import { FEEDBACK_REASONS, MAX_TEXT } from '../../src/followUps/shapes'
import { FEEDBACK_FORM, pageOfForm } from '../../src/portal/call/forms'
import { portalForm } from '../../src/portal/forms/portalForm'

const fields = z
  .object({
    id: z.guid(),
    list: z.string().max(2_000).optional(),
    reason: z.enum(FEEDBACK_REASONS, 'call.problem.reason'),
    text: z.string().trim().max(MAX_TEXT, 'call.problem.tooLong').default(''),
  })
  .refine(({ reason, text }) => reason !== 'other' || text !== '', {
    message: 'call.problem.text',
    path: ['text'],
  })

/** `POST /api/v1/portal/feedback`: what was wrong with a call, from its page. */
export const feedback = portalForm({
  as: 'client',
  back: ({ id, list }) => pageOfForm({ id, list }),
  fields,
  handle: async ({ req, values: { id, list, reason, text } }) => {
    await giveFeedback({ feedback: { reason, text: text || null }, id, req })
    return { to: pageOfForm({ done: 'call.feedback.sent', id, list }) }
  },
  name: FEEDBACK_FORM,
  path: '/v1/portal/feedback',
})

import { z } from 'zod'
import { setFollowUp } from '../../src/followUps/followUp'
import { type FollowUpChange, MAX_TEXT } from '../../src/followUps/shapes'
import { knownZone } from '../../src/lib/time/zone'
import { readDueTime } from '../../src/portal/call/dueTime'
import { FOLLOW_UP_FORM, pageOfForm } from '../../src/portal/call/forms'
import { forgetToDoCount } from '../../src/portal/calls/chips'
import { formProblem, portalForm, type Typed } from '../../src/portal/forms/portalForm'

const CHANGES = {
  clear: { followUp: null },
  done: { followUp: 'done' },
  open: { followUp: 'open' },
  save: {},
} as const satisfies Record<string, FollowUpChange>

const fields = z.object({
  change: z.enum(['clear', 'done', 'open', 'save']),
  /** On the client's clock. Missing where the form only says that something is done. */
  due: z.string().trim().optional(),
  from: z.string().optional(),
  id: z.guid(),
  list: z.string().max(2_000).optional(),
  note: z.string().trim().max(MAX_TEXT, 'call.problem.tooLong').optional(),
})

const back = ({ from, id, list }: Typed) => pageOfForm({ from, id, list })

/** `POST /api/v1/portal/follow-up`: what is to do about a call, from its page and from the list of what is to do. */
export const followUp = portalForm({
  as: 'client',
  back,
  fields,
  handle: async ({ client, req, values: { change, due, from, id, list, note } }) => {
    const zone = knownZone(client.timezone)
    const dueAt = due ? readDueTime(due, zone) : due
    if (due && dueAt === null) formProblem('due', 'call.problem.due')
    await setFollowUp({
      change: {
        ...CHANGES[change],
        // What is cleared has no note and no due time.
        ...(change === 'clear' || due === undefined ? {} : { followUpDueAt: dueAt || null }),
        ...(change === 'clear' || note === undefined ? {} : { followUpNote: note || null }),
      },
      id,
      req,
    })
    forgetToDoCount(client.id)
    return {
      to: pageOfForm({ done: from === 'to-do' ? 'todo.saved' : 'call.saved', from, id, list }),
    }
  },
  name: FOLLOW_UP_FORM,
  path: '/v1/portal/follow-up',
})

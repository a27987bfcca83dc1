import type { Endpoint } from 'payload'
import { z } from 'zod'
import { holds } from '../src/access/holds'
import { bulkEntry } from '../src/audit/bulkEntry'
import { giveBack } from '../src/ingest/reread/giveBack'
import { EDITABLE_FIELDS } from '../src/vapi/merge'
import { REFUSALS, refuse } from './shared/answer'
import { selectedIDs } from './shared/selection'

const bodySchema = z.union([
  z.strictObject({ fields: z.array(z.enum(EDITABLE_FIELDS)).min(1) }),
  z.strictObject({ all: z.literal(true) }),
])

const BAD_REQUEST = {
  message: 'Send a JSON body with “fields”, a list of their names, or “all”.',
  status: 400,
}

/**
 * `POST /api/call-summaries/:id/give-back`: gives fields that a person set back to the reports. Takes
 * `{fields}` or `{all: true}`; answers `{givenBack, reread}`.
 */
export const giveBackEdits: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    if (!(await holds(req, 'call-summaries.change'))) return refuse(REFUSALS.forbidden)
    const id = z.uuid().safeParse(req.routeParams?.id).data
    if (!id) return refuse(REFUSALS.notFound)
    const body = bodySchema.safeParse(await req.json?.().catch(() => null)).data
    if (!body) return refuse(BAD_REQUEST)
    const collection = 'call-summaries'
    const selection = { ids: [id] }
    const [found] = await selectedIDs({ collection, permitted: true, req, selection })
    if (!found) return refuse(REFUSALS.notFound)
    const answer = await giveBack({
      entry: bulkEntry({ action: 'edits_given_back', collection, count: 1, req }),
      fields: 'fields' in body ? body.fields : null,
      id,
      payload: req.payload,
    })
    return answer ? Response.json(answer) : refuse(REFUSALS.notFound)
  },
  method: 'post',
  path: '/:id/give-back',
}

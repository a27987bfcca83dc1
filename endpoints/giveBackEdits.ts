import type { Endpoint } from 'payload'
import { z } from 'zod'
import { bulkEntry } from '../src/audit/bulkEntry'
import { giveBack } from '../src/ingest/reread/giveBack'
import { refusal } from '../src/refusals/refusals'
import { EDITABLE_FIELDS } from '../src/vapi/merge'
import { jsonBody, requirePermissions } from './shared/caller'
import { selectedIDs } from './shared/selection'

const bodySchema = z.union([
  z.strictObject({ fields: z.array(z.enum(EDITABLE_FIELDS)).min(1) }),
  z.strictObject({ all: z.literal(true) }),
])

const EXPECTED = 'Send a JSON body with “fields”, a list of their names, or “all”.'

/**
 * `POST /api/call-summaries/:id/give-back`: gives edited fields back to the reports. Takes `{fields}` or
 * `{all: true}`, returns `{givenBack, reread}`.
 */
export const giveBackEdits: Endpoint = {
  handler: async (req) => {
    await requirePermissions(req, 'call-summaries.change')
    const id = z.uuid().safeParse(req.routeParams?.id).data
    if (!id) throw refusal('NOT_FOUND')
    const body = await jsonBody(req, bodySchema, EXPECTED)
    const collection = 'call-summaries'
    const selection = { ids: [id] }
    const [found] = await selectedIDs({ collection, permitted: true, req, selection })
    if (!found) throw refusal('NOT_FOUND')
    const answer = await giveBack({
      entry: bulkEntry({ action: 'edits_given_back', collection, count: 1, req }),
      fields: 'fields' in body ? body.fields : null,
      id,
      payload: req.payload,
    })
    if (!answer) throw refusal('NOT_FOUND')
    return Response.json(answer)
  },
  method: 'post',
  path: '/:id/give-back',
}

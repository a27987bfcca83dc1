import { z } from 'zod'
import type { API } from './api'
import { callsOf } from './calendar'
import type { DemoClient } from './clients'
import { callID, report } from './reports'

const callsSchema = z.object({
  docs: z.array(z.object({ vapiCallId: z.string().nullish() })),
  hasNextPage: z.boolean(),
})
const anything = z.unknown()

/** The ids of the calls that a client already has. */
const knownCalls = async ({ api, id }: { api: API; id: string }): Promise<Set<string>> => {
  const known = new Set<string>()
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({
      limit: '100',
      page: String(page),
      'select[vapiCallId]': 'true',
      'where[client][equals]': id,
    })
    const { docs, hasNextPage } = await api({
      path: `/api/call-summaries?${query}`,
      schema: callsSchema,
    })
    for (const { vapiCallId } of docs) if (vapiCallId) known.add(vapiCallId)
    if (!hasNextPage) return known
  }
}

/** As many concurrent posts as Vapi sends when several calls end at the same time. */
const POSTS_AT_ONCE = 8

/** Posts a client's missing calls. Returns how many there were. */
export const postCalls = async ({
  api,
  client,
  id,
  token,
}: {
  api: API
  client: DemoClient
  id: string
  token: string
}): Promise<number> => {
  const known = await knownCalls({ api, id })
  const path = `/api/v1/vapi/webhook/${token}/`
  const calls = callsOf({ client, now: new Date() }).filter((call) => !known.has(callID(call)))
  const waiting = calls.values()
  const postNext = async () => {
    for (const call of waiting)
      await api({ body: report({ call, client }), path, schema: anything })
  }
  await Promise.all(Array.from({ length: POSTS_AT_ONCE }, postNext))
  if (known.size === 0 && calls.length > 0 && client.setupStatus === 'agent_configured') {
    // A report that cannot be attributed to a call, so that one delivery needs review.
    await api({
      body: { message: { endedReason: 'customer-ended-call', type: 'end-of-call-report' } },
      path,
      schema: anything,
    })
  }
  return calls.length
}

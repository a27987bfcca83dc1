import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../../database/connection/readInTime'
import { unpackWithin } from '../../lib/packedText'
import { LATE_TYPE } from '../../vapi/messageTypes'

/** How many reports a mapping is tried on. */
export const MAX_BODIES = 50

/** How many bytes their bodies may have together, packed as they are stored and also unpacked. */
export const MAX_BYTES = 5_000_000

/** A kept report, and the call that it belongs to. */
export type RecentBody = {
  call: string
  receivedAt: Date
  startedAt: Date | null
  text: string
}

const listOf = (clientID: null | string) => ({
  text: `
    select delivery.id, delivery.call_summary_id as call, call.started_at as "startedAt",
      octet_length(delivery.body) as bytes
    from webhook_deliveries delivery join call_summaries call on call.id = delivery.call_summary_id
    where delivery.state <> 'needs_review' and delivery.message_type is distinct from '${LATE_TYPE}' ${clientID === null ? '' : 'and delivery.client_id = $2'}
    order by delivery.received_at desc limit $1`,
  values: clientID === null ? [MAX_BODIES] : [MAX_BODIES, clientID],
})

const listSchema = z.array(
  z.object({
    bytes: z.number(),
    call: z.string(),
    id: z.string(),
    startedAt: z.date().nullable(),
  }),
)

const READ = `
  select id, received_at as "receivedAt", body from webhook_deliveries
  where id = any($1::uuid[]) order by received_at desc`

const readSchema = z.array(
  z.object({ body: z.instanceof(Uint8Array), id: z.string(), receivedAt: z.date() }),
)

/** The newest that fit together. One that does not fit is left out, and older ones may still. */
const fitting = <Item extends { bytes: number }>(items: readonly Item[]): Item[] => {
  let bytes = 0
  return items.filter((item) => {
    if (bytes + item.bytes > MAX_BYTES) return false
    bytes += item.bytes
    return true
  })
}

/**
 * The newest kept reports of a client, or of all for null, newest first: at most 50, and at most 5 MB of bodies
 * together. One that does not fit is left out.
 * @throws {TooLate} if the database does not answer in time
 */
export async function* recentBodies(
  pool: Pool,
  clientID: null | string,
): AsyncGenerator<RecentBody, void, void> {
  const { listed, read } = await readInTime(pool, async (ask) => {
    const fit = fitting(listSchema.parse(await ask(listOf(clientID))))
    const rows = await ask({ text: READ, values: [fit.map(({ id }) => id)] })
    return { listed: new Map(fit.map((each) => [each.id, each])), read: readSchema.parse(rows) }
  })
  let left = MAX_BYTES
  for (const { body, id, receivedAt } of read) {
    const place = listed.get(id)
    const text = await unpackWithin(body, left)
    if (!place || text === undefined) continue
    left -= Buffer.byteLength(text)
    yield { call: place.call, receivedAt, startedAt: place.startedAt, text }
  }
}

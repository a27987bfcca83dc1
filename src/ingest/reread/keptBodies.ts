import type { Pool } from 'pg'
import { z } from 'zod'
import { unpackText } from '../../lib/packedText'

/** A kept body of a call. */
export type KeptBody = {
  id: string
  /** Whether the desk fetched it from Vapi. */
  isRecovered: boolean
  receivedAt: Date
  text: string
}

/** How many packed bytes are read at a time; one body at least. */
const MAX_BYTES = 2_000_000

// A delivery that needs review adds nothing to a call until it is replayed.
const LIST = {
  name: 'desk_list_bodies',
  text: `
    select id, call_summary_id as call, octet_length(body) as bytes from webhook_deliveries
    where call_summary_id = any($1::uuid[]) and state <> 'needs_review'
    order by received_at, id`,
}
const listSchema = z.array(z.object({ bytes: z.number(), call: z.string(), id: z.string() }))

/** A delivery of a call, without its body. */
export type ListedDelivery = z.infer<typeof listSchema>[number]

/** The deliveries of calls by the call's id, in the order of receipt. */
export const listBodies = async (
  pool: Pool,
  calls: readonly string[],
): Promise<Map<string, ListedDelivery[]>> => {
  const { rows } = await pool.query({ ...LIST, values: [calls] })
  const listed = new Map<string, ListedDelivery[]>()
  for (const row of listSchema.parse(rows)) {
    const others = listed.get(row.call)
    if (others) others.push(row)
    else listed.set(row.call, [row])
  }
  return listed
}

const READ = {
  name: 'desk_read_bodies',
  text: `
    select id, received_at, body, source = 'recovered' as recovered from webhook_deliveries
    where id = any($1::uuid[]) order by received_at, id`,
}
const readSchema = z.array(
  z.object({
    body: z.instanceof(Uint8Array),
    id: z.string(),
    received_at: z.date(),
    recovered: z.boolean().nullable(),
  }),
)

const nextFew = (listed: readonly ListedDelivery[]): ListedDelivery[] => {
  let bytes = 0
  const end = listed.findIndex((each, index) => {
    bytes += each.bytes
    return index > 0 && bytes > MAX_BYTES
  })
  return listed.slice(0, end < 0 ? listed.length : end)
}

/**
 * Reads bodies in the order of their list, a few at a time. Bodies deleted since they were listed are
 * skipped.
 */
export async function* readBodies(
  pool: Pool,
  listed: readonly ListedDelivery[],
): AsyncGenerator<KeptBody, void, void> {
  for (let rest = listed; rest.length > 0; ) {
    const few = nextFew(rest)
    rest = rest.slice(few.length)
    const { rows } = await pool.query({ ...READ, values: [few.map(({ id }) => id)] })
    for (const { body, id, received_at, recovered } of readSchema.parse(rows)) {
      const isRecovered = recovered === true
      yield { id, isRecovered, receivedAt: received_at, text: unpackText(body) }
    }
  }
}

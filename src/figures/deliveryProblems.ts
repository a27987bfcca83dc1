import type { Pool } from 'pg'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../access/userSQL'
import { NEEDS_REVIEW } from '../clients/needsReview'
import { readInTime } from '../database/connection/readInTime'
import { instant, text } from '../lib/schemas'
import { type ClientOrAll, ofClient } from './callFigures'

/** Older refusals are not shown. */
const REFUSED_DAYS = 7
/** How many clients are listed. */
const MOST_CLIENTS = 8

const readProblems = (clientID: ClientOrAll) => `
  with review as materialized (
    select client_id, count(*)::int as deliveries, max(received_at) as last_at
    from webhook_deliveries where ${NEEDS_REVIEW} ${ofClient(clientID, '$3')}
    group by client_id
  ), refused as (
    select client_id, last_at, last_reason from webhook_refusals
    where last_at > now() - make_interval(days => $1::int) ${ofClient(clientID, '$3')}
  )
  select client_id as id, ${USER_LABEL_TEXT} as name, coalesce(review.deliveries, 0) as "needsReview",
    refused.last_at as "refusedAt", refused.last_reason as "refusedReason",
    count(*) over ()::int as clients,
    (select coalesce(sum(deliveries), 0)::int from review) as total
  from review full join refused using (client_id) join users on users.id = client_id
  order by greatest(review.last_at, refused.last_at) desc, client_id limit $2::int`

const READ_ANY = `select exists (select from webhook_deliveries) as "hasDeliveries"`

const anySchema = z.tuple([z.object({ hasDeliveries: z.boolean() })])

const problemsSchema = z.array(
  z.object({
    clients: z.number(),
    id: z.string(),
    name: z.string(),
    needsReview: z.number(),
    refusedAt: instant.nullable(),
    refusedReason: text,
    total: z.number(),
  }),
)

/** Clients with refused deliveries, or deliveries that need review. */
export type DeliveryProblems = {
  clients: {
    id: string
    name: string
    needsReview: number
    /** The time of the last refusal in the last 7 days. */
    refusedAt: null | string
    refusedReason: null | string
  }[]
  /** The number of clients with problems, listed or not. */
  count: number
  /** Whether any delivery is kept at all. */
  hasDeliveries: boolean
  /** The number of deliveries that need review, of all clients. */
  needsReview: number
}

type ReadProblems = { clientID?: ClientOrAll; pool: Pool }

/** Clients with refusals in the last 7 days or deliveries that need review, the newest problem first. */
export const readDeliveryProblems = async ({
  clientID = null,
  pool,
}: ReadProblems): Promise<DeliveryProblems> => {
  const only = clientID === null ? [] : [clientID]
  const [rows, any] = await readInTime(pool, async (read) => [
    await read({ text: readProblems(clientID), values: [REFUSED_DAYS, MOST_CLIENTS, ...only] }),
    await read({ text: READ_ANY }),
  ])
  const problems = problemsSchema.parse(rows)
  return {
    clients: problems.map(({ clients: _, total: __, ...client }) => client),
    count: problems[0]?.clients ?? 0,
    hasDeliveries: anySchema.parse(any)[0].hasDeliveries,
    needsReview: problems[0]?.total ?? 0,
  }
}

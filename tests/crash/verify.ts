import pg from 'pg'
import { z } from 'zod'
import type { CrashClient } from './crashDesk'
import type { LoadRecord } from './load/messages'
import { makeBodies, sentCall } from './load/sentCall'

/** What must hold whatever died, each with how many rows break it. All are to be 0. */
const RULES = {
  'body beyond what was sent': `
    select 1 from sent where deliveries > accepted + refused`,
  double: `
    select 1 from call_summaries group by client_id, vapi_call_id having count(*) > 1`,
  lost: `
    select 1 from sent where accepted > 0 and call is null`,
  'lost body': `
    select 1 from sent where deliveries < accepted`,
  'never sent': `
    select 1 from call_summaries s where not exists (
      select 1 from wanted w where w.client_id = s.client_id and w.call_id = s.vapi_call_id)`,
  'stored without summary': `
    select 1 from webhook_deliveries d where d.state in ('stored', 'merged') and not exists (
      select 1 from call_summaries s where s.id = d.call_summary_id
        and s.client_id = d.client_id and s.vapi_call_id = d.vapi_call_id)`,
  'summary without body': `
    select 1 from sent where call is not null and deliveries = 0`,
  'to be reviewed': `
    select 1 from webhook_deliveries where state = 'needs_review'`,
  'wrong fields': `
    select 1 from sent join call_summaries s on s.id = sent.call
    where (s.summary, s.outcome, s.service_name, s.price, s.currency, s.customer_phone,
        s.duration_seconds, jsonb_array_length(s.messages))
      is distinct from (sent.summary, sent.outcome, sent.service_name, sent.price, 'EUR',
        sent.customer_phone, sent.duration_seconds, sent.turns)`,
} as const satisfies Record<string, string>

type Rule = keyof typeof RULES
const isRule = (key: string): key is Rule => key in RULES

/** What a run left behind. */
export type Verdict = {
  /** Different calls that were answered 2xx at least once. */
  acknowledged: number
  deliveries: number
  summaries: number
  violations: Record<string, number>
}

const BATCH = 5_000

const rowsOf = (record: LoadRecord, clients: readonly CrashClient[]) => {
  const bodies = makeBodies()
  const count = Math.max(record.accepted.length, record.refused.length)
  return Array.from({ length: count }, (_, index) => {
    const { body, client, id } = sentCall({ bodies, clients: clients.length, number: index + 1 })
    const { summary, ...expected } = body.expected
    return {
      accepted: record.accepted[index] ?? 0,
      call_id: id,
      client_id: clients[client]?.id,
      customer_phone: expected.customerPhone,
      duration_seconds: expected.durationSeconds,
      outcome: expected.outcome,
      price: expected.price,
      refused: record.refused[index] ?? 0,
      service_name: expected.serviceName,
      summary: summary.replace('{id}', id),
      turns: expected.turns,
    }
  })
}

const countSchema = z.array(z.object({ count: z.coerce.number() })).length(1)

const countOf = async (client: pg.Client, select: string): Promise<number> => {
  const { rows } = await client.query(`select count(*) from (${select}) as found`)
  return countSchema.parse(rows)[0]?.count ?? Number.NaN
}

/** Compares what a database holds with what the senders were told. */
export const verify = async ({
  clients,
  databaseURL,
  record,
}: {
  clients: readonly CrashClient[]
  databaseURL: string
  record: LoadRecord
}): Promise<Verdict> => {
  const client = new pg.Client({ connectionString: databaseURL })
  await client.connect()
  try {
    await client.query(`
      create temporary table wanted (
        accepted int, call_id text, client_id uuid, customer_phone text, duration_seconds numeric,
        outcome text, price numeric, refused int, service_name text, summary text, turns int)`)
    const rows = rowsOf(record, clients)
    for (let start = 0; start < rows.length; start += BATCH) {
      await client.query(
        'insert into wanted select * from jsonb_populate_recordset(null::wanted, $1::jsonb)',
        [JSON.stringify(rows.slice(start, start + BATCH))],
      )
    }
    await client.query(`
      create temporary table sent as
      select wanted.*, s.id as call, coalesce(d.deliveries, 0) as deliveries
      from wanted
      left join call_summaries s
        on s.client_id = wanted.client_id and s.vapi_call_id = wanted.call_id
      left join (
        select client_id, vapi_call_id, count(*) as deliveries
        from webhook_deliveries group by client_id, vapi_call_id
      ) d on d.client_id = wanted.client_id and d.vapi_call_id = wanted.call_id
      where wanted.accepted + wanted.refused > 0 or s.id is not null`)
    const violations: Record<string, number> = {}
    for (const [rule, select] of Object.entries(RULES)) {
      if (isRule(rule)) violations[rule] = await countOf(client, select)
    }
    return {
      acknowledged: await countOf(client, 'select 1 from sent where accepted > 0'),
      deliveries: await countOf(client, 'select 1 from webhook_deliveries'),
      summaries: await countOf(client, 'select 1 from call_summaries'),
      violations,
    }
  } finally {
    await client.end()
  }
}

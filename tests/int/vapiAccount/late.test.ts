import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rereadCalls } from '../../../src/ingest/reread/rereadCalls'
import { storeBody } from '../../../src/ingest/storeBody'
import { costReport } from '../../../src/vapiAccount/api/costReport'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let desk: VapiDesk

beforeAll(async () => {
  desk = await startVapiDesk()
})

afterAll(() => desk.stop())

const ago = (milliseconds: number) => Date.now() - milliseconds

type Kept = {
  cost: null | string
  cost_breakdown: unknown
  id: string
  reported_at: Date
  source: string
  structured_data: null | Record<string, unknown>
  success_evaluation: null | string
  summary: null | string
  transcript: null | string
  updated_at: Date
}

const keptCall = async (callID: string): Promise<Kept> => {
  const { rows } = await desk.sql.query<Kept>(
    'select * from call_summaries where vapi_call_id = $1',
    [callID],
  )
  const [kept] = rows
  if (!kept || rows.length > 1) throw new Error(`${rows.length} calls ${callID}`)
  return kept
}

const costOf = async (callID: string) => Number((await keptCall(callID)).cost)

const deliveriesOf = async (callID: string) => {
  const { rows } = await desk.sql.query<{ message_type: string; source: string; state: string }>(
    `select message_type, source, state from webhook_deliveries where vapi_call_id = $1
     order by message_type, source`,
    [callID],
  )
  return rows
}

/** What anybody would be told of calls: notifications, and what is to do. */
const toldOf = async (clientID: string) => {
  const { rows } = await desk.sql.query<{ notifications: number; todo: number }>(
    `select (select count(*)::int from notifications where client_id = $1) as notifications,
       (select count(*)::int from call_summaries where client_id = $1 and follow_up_at is not null) as todo`,
    [clientID],
  )
  return rows[0]
}

const fetchesOf = (callID: string) =>
  desk.vapi.requests.filter(({ path }) => path === `/call/${callID}`).length

/** A report that came seconds after its call, as it does: the fake posts it at the time of its clock. */
const reported = async (account: Connected, callID: string, data: Record<string, unknown> = {}) => {
  const call = account.org.calls.get(callID)
  if (!call?.endedAt) throw new Error('It has not ended')
  const sent = call.endedAt + 5_000
  const { summary } = call
  if ('summary' in data) call.summary = String(data.summary)
  const was = desk.vapi.clock.now
  desk.vapi.clock.now = () => sent
  try {
    await account.org.post(callID)
  } finally {
    desk.vapi.clock.now = was
    call.summary = summary
  }
  return sent
}

/** Posts a report of a call as whoever has a client's token can. It says that it was sent seconds after the end. */
const postReport = (
  token: string,
  { endedAt, id }: { endedAt: null | number; id: string },
  said: object,
) => {
  const end = endedAt ?? 0
  const message = {
    call: { id },
    endedAt: new Date(end).toISOString(),
    timestamp: end + 6_000,
    type: 'end-of-call-report',
    ...said,
  }
  return fetch(`${desk.url}/api/v1/vapi/webhook/${token}/`, {
    body: JSON.stringify({ message }),
    headers: { 'content-type': 'application/json' },
    method: 'POST',
  })
}

/** As if the last walks were so long ago that all calls are listed again. */
const later = async (account: Connected) => {
  await desk.sql.query(
    `update vapi_walks set started_at = started_at - interval '25 hours', due_at = null where account_id = $1`,
    [account.id],
  )
  await account.work()
}

/** As if a call had ended so much earlier, for the desk and for Vapi. */
const grow = async (account: Connected, callID: string, milliseconds: number) => {
  const call = account.org.calls.get(callID)
  if (!call?.endedAt || call.startedAt === null) throw new Error('It has not ended')
  call.createdAt -= milliseconds
  call.startedAt -= milliseconds
  call.endedAt -= milliseconds
  const seconds = milliseconds / 1_000
  await desk.sql.query(
    `update call_summaries set reported_at = reported_at - make_interval(secs => $2),
       started_at = started_at - make_interval(secs => $2), ended_at = ended_at - make_interval(secs => $2),
       field_times = (select jsonb_object_agg(key, value::numeric - $2 * 1000) from jsonb_each_text(field_times))
     where vapi_call_id = $1`,
    [callID, seconds],
  )
  await desk.sql.query(
    `update vapi_calls set ended_at = ended_at - make_interval(secs => $2),
       late_at = late_at - make_interval(secs => $2)
     where call_id = $1`,
    [callID, seconds],
  )
}

describe('a cost that Vapi corrects', { timeout: 60_000 }, () => {
  it('is the call’s an hour after its end, and again after a day, without a request for it', async () => {
    const account = await connectAccount(desk)
    const client = await account.client({ emailNotifications: true })
    const { id } = account.org.addCall({
      assistantId: client.assistantID,
      correctedCost: 0.31,
      endedAt: ago(20 * MINUTE),
    })
    await reported(account, id)
    const before = await keptCall(id)
    const told = await toldOf(client.id)
    await account.work()
    expect(await costOf(id)).toBe(0.2)
    await grow(account, id, 45 * MINUTE)
    await later(account)
    const corrected = await keptCall(id)
    expect(corrected).toMatchObject({
      cost: '0.31',
      cost_breakdown: { total: 0.31, vapi: 0.31 },
      source: 'webhook',
      summary: before.summary,
      transcript: before.transcript,
    })
    // It stays in its place among the others.
    expect(corrected.reported_at.getTime()).toBe(before.reported_at.getTime() - 45 * MINUTE)
    const call = account.org.calls.get(id)
    if (!call) throw new Error('No call')
    call.correctedCost = 0.35
    await later(account)
    expect(await costOf(id)).toBe(0.31)
    await grow(account, id, 24 * HOUR)
    await later(account)
    expect(await costOf(id)).toBe(0.35)
    call.correctedCost = 0.4
    await later(account)
    expect(await costOf(id)).toBe(0.35)
    expect(fetchesOf(id)).toBe(0)
    expect(await deliveriesOf(id)).toEqual([
      { message_type: 'end-of-call-report', source: 'webhook', state: 'stored' },
      { message_type: 'late-correction', source: 'recovered', state: 'merged' },
      { message_type: 'late-correction', source: 'recovered', state: 'merged' },
    ])
    expect(await toldOf(client.id)).toEqual(told)
    expect((await account.calls()).get(id)).toMatchObject({ recovered_at: null, state: 'held' })
  })

  it('counts although Vapi does not say that the call changed', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const endedAt = ago(70 * MINUTE)
    const { id } = account.org.addCall({
      assistantId: assistantID,
      correctedCost: 0.31,
      endedAt,
      updatedAt: endedAt + 1_000,
    })
    await reported(account, id)
    await account.work()
    expect(await costOf(id)).toBe(0.31)
  })

  it('is not taken back by a report that comes again, nor when the call is read again', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({
      assistantId: assistantID,
      correctedCost: 0.31,
      endedAt: ago(70 * MINUTE),
    })
    await reported(account, id)
    await account.work()
    const corrected = await keptCall(id)
    expect(corrected.cost).toBe('0.31')
    await reported(account, id)
    expect(await costOf(id)).toBe(0.31)
    const reread = await rereadCalls({ entry: null, ids: [corrected.id], payload: desk.payload })
    expect(reread).toMatchObject({ changed: 0, reread: 1 })
    expect((await keptCall(id)).updated_at).toEqual(corrected.updated_at)
  })

  it('is not compared again where nothing changes', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({ assistantId: assistantID, endedAt: ago(70 * MINUTE) })
    await reported(account, id)
    await account.work()
    const asked = desk.vapi.requests.length
    const rows = () => desk.sql.query('select xmin, * from vapi_calls where call_id = $1', [id])
    const { rows: before } = await rows()
    const deliveries = await deliveriesOf(id)
    await later(account)
    expect((await rows()).rows).toEqual(before)
    expect(await deliveriesOf(id)).toEqual(deliveries)
    const paths = desk.vapi.requests.slice(asked).map(({ path }) => path)
    expect(new Set(paths)).toEqual(new Set(['/call']))
  })

  it('is left alone where nothing differs', async () => {
    const account = await connectAccount(desk)
    account.org.modes.settlesImmediately = true
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({
      assistantId: assistantID,
      correctedCost: 0.2,
      endedAt: ago(70 * MINUTE),
    })
    await reported(account, id)
    const { updated_at } = await keptCall(id)
    await account.work()
    expect((await keptCall(id)).updated_at).toEqual(updated_at)
    expect(await deliveriesOf(id)).toHaveLength(1)
    expect(fetchesOf(id)).toBe(0)
  })

  it('stays what a person set', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({ assistantId: assistantID, endedAt: ago(70 * MINUTE) })
    await reported(account, id)
    await desk.sql.query(
      `update call_summaries set cost = 9, edits = '{"cost": "2026-11-29T00:00:00.000Z"}' where vapi_call_id = $1`,
      [id],
    )
    await account.work()
    expect(await costOf(id)).toBe(9)
    expect(await deliveriesOf(id)).toHaveLength(1)
  })

  it('of an organisation that keeps no content is all that changes', async () => {
    const account = await connectAccount(desk)
    account.org.modes.isZeroRetention = true
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({ assistantId: assistantID, endedAt: ago(70 * MINUTE) })
    await reported(account, id)
    const { cost: _, ...before } = await keptCall(id)
    await account.work()
    const { cost, ...after } = await keptCall(id)
    expect(cost).toBe('0.21')
    for (const key of [
      'summary',
      'transcript',
      'messages',
      'structured_data',
      'source',
      'reported_at',
    ]) {
      expect(Reflect.get(after, key)).toEqual(Reflect.get(before, key))
    }
    expect(fetchesOf(id)).toBe(0)
  })
})

describe('what Vapi adds to a call later', { timeout: 60_000 }, () => {
  it('is fetched where the desk has none, and nobody is told', async () => {
    const account = await connectAccount(desk)
    const client = await account.client({ emailNotifications: true })
    const { id } = account.org.addCall({
      assistantId: client.assistantID,
      endedAt: ago(30 * MINUTE),
    })
    await reported(account, id, { summary: '' })
    const before = await keptCall(id)
    expect(before.summary).toBeNull()
    const told = await toldOf(client.id)
    await account.work()
    expect(await keptCall(id)).toMatchObject({
      cost: before.cost,
      reported_at: before.reported_at,
      source: 'webhook',
      success_evaluation: 'true',
      summary: 'Wants a table for two on Friday.',
      transcript: before.transcript,
    })
    expect(await toldOf(client.id)).toEqual(told)
    expect(fetchesOf(id)).toBe(1)
    await later(account)
    await later(account)
    expect(fetchesOf(id)).toBe(1)
    expect(await deliveriesOf(id)).toHaveLength(2)
  })

  it('is an output of the next day, beside what is here', async () => {
    const account = await connectAccount(desk)
    account.org.modes.settlesImmediately = true
    const { assistantID } = await account.client()
    const first = { 'b7c1a1de-5f0c-4f0a-9a55-0000000000aa': { name: 'Visit', result: 'morning' } }
    const { id } = account.org.addCall({
      assistantId: assistantID,
      correctedCost: 0.2,
      endedAt: ago(23 * HOUR),
      structuredOutputs: first,
    })
    await reported(account, id)
    await account.work()
    expect(fetchesOf(id)).toBe(0)
    account.org.modes.withLateOutputs = true
    await grow(account, id, 2 * HOUR)
    await later(account)
    expect(fetchesOf(id)).toBe(1)
    const { structured_data } = await keptCall(id)
    expect(JSON.stringify(structured_data)).toMatch(/morning.*added later|added later.*morning/)
    await later(account)
    expect(fetchesOf(id)).toBe(1)
  })

  it('is fetched once where the desk cannot read it', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({ assistantId: assistantID, endedAt: ago(30 * MINUTE) })
    await reported(account, id, { summary: '' })
    // Whatever it says there, nothing of it arrives.
    await desk.sql.query(
      `create function no_summaries() returns trigger language plpgsql as $$
       begin
         if new.vapi_call_id = '${id}' then new.summary := null; end if;
         return new;
       end $$;
       create trigger no_summaries before update on call_summaries for each row execute function no_summaries()`,
    )
    await account.work()
    expect(fetchesOf(id)).toBe(1)
    const call = account.org.calls.get(id)
    if (call) call.updatedAt = ago(MINUTE)
    await later(account)
    expect(fetchesOf(id)).toBe(1)
    await desk.sql.query('drop function no_summaries cascade')
  })

  it('does not replace what a person wrote', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({ assistantId: assistantID, endedAt: ago(30 * MINUTE) })
    await reported(account, id, { summary: '' })
    await desk.sql.query(
      `update call_summaries set summary = null, success_evaluation = null, edits = '{"summary": "2026-11-29T00:00:00.000Z"}'
       where vapi_call_id = $1`,
      [id],
    )
    await account.work()
    expect(await keptCall(id)).toMatchObject({ success_evaluation: 'true', summary: null })
  })

  it('does not bring back a call that staff delete meanwhile', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({ assistantId: assistantID, endedAt: ago(30 * MINUTE) })
    await reported(account, id, { summary: '' })
    const { id: rowID } = await keptCall(id)
    let deleted: Promise<unknown> | null = null
    account.org.modes.fault = ({ path }) => {
      if (path === `/call/${id}`) {
        deleted ??= desk.payload.delete({ collection: 'call-summaries', id: rowID })
      }
      return undefined
    }
    await account.work()
    await deleted
    const { rowCount } = await desk.sql.query(
      'select from call_summaries where vapi_call_id = $1',
      [id],
    )
    expect(fetchesOf(id)).toBe(1)
    expect(rowCount).toBe(0)
  })

  it('is stored for a call that is here only', async () => {
    const account = await connectAccount(desk)
    const { id: clientID } = await account.client()
    const text = costReport({
      at: new Date(),
      callID: randomUUID(),
      cost: 0.3,
      costBreakdown: null,
      endedAt: new Date(ago(HOUR)),
    })
    const body = { announce: false, clientID, payload: desk.payload, text }
    expect(await storeBody({ ...body, onlyAdds: true, source: 'recovered' })).toBe('no_client')
    const { rows } = await desk.sql.query(
      `select (select count(*)::int from call_summaries where client_id = $1) as calls,
         (select count(*)::int from webhook_deliveries where client_id = $1) as deliveries`,
      [clientID],
    )
    expect(rows).toEqual([{ calls: 0, deliveries: 0 }])
  })

  it('is merged with reports that come while it is fetched', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id: clientID, token } = await account.client()
    const calls = Array.from({ length: 12 }, () =>
      account.org.addCall({ assistantId: assistantID, endedAt: ago(70 * MINUTE) }),
    )
    for (const { id } of calls) await reported(account, id, { summary: '' })
    const posts: Promise<unknown>[] = []
    account.org.modes.fault = ({ path }) => {
      const call = calls.find(({ id }) => path === `/call/${id}`)
      if (call) {
        const body = { cost: 0.2, analysis: { summary: 'Said again.' } }
        posts.push(postReport(token, call, body), postReport(token, call, { cost: 0.19 }))
      }
      return undefined
    }
    await account.work()
    await Promise.all(posts)
    expect(posts).toHaveLength(24)
    const { rows } = await desk.sql.query(
      `select cost, summary, count(*)::int as calls from call_summaries where client_id = $1 group by cost, summary`,
      [clientID],
    )
    expect(rows).toEqual([{ calls: 12, cost: '0.21', summary: 'Said again.' }])
  })

  it('is tried again some times, and then left until Vapi changes it', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const { id } = account.org.addCall({ assistantId: assistantID, endedAt: ago(30 * MINUTE) })
    await reported(account, id, { summary: '' })
    account.org.modes.fault = ({ path }) =>
      path === `/call/${id}` ? { body: { message: 'No.' }, status: 400 } : undefined
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await desk.sql.query(
        'update vapi_calls set late_at = now() where call_id = $1 and late_at is not null',
        [id],
      )
      await account.work()
    }
    expect(fetchesOf(id)).toBe(5)
    account.org.modes.fault = null
    await later(account)
    expect(fetchesOf(id)).toBe(5)
    const call = account.org.calls.get(id)
    if (call) call.updatedAt = ago(MINUTE)
    await later(account)
    expect((await keptCall(id)).summary).toBe('Wants a table for two on Friday.')
  })

  it('waits when the key is refused, and is as it was', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const ids = [1, 2, 3].map(
      () => account.org.addCall({ assistantId: assistantID, endedAt: ago(30 * MINUTE) }).id,
    )
    for (const id of ids) await reported(account, id, { summary: '' })
    account.org.modes.fault = ({ path }) =>
      path.startsWith('/call/') ? { body: { message: 'Invalid Key.' }, status: 401 } : undefined
    await account.work()
    expect(ids.reduce((sum, id) => sum + fetchesOf(id), 0)).toBe(1)
    const { rows } = await desk.sql.query(
      'select max(late_attempts) as attempts, count(late_at)::int as waiting from vapi_calls where account_id = $1',
      [account.id],
    )
    expect(rows).toEqual([{ attempts: 0, waiting: 3 }])
  })

  it('is fetched for so many in a run', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const ids = Array.from(
      { length: 4 },
      () => account.org.addCall({ assistantId: assistantID, endedAt: ago(30 * MINUTE) }).id,
    )
    for (const id of ids) await reported(account, id, { summary: '' })
    account.org.modes.fault = ({ path }) =>
      path.startsWith('/call/') ? { body: { message: 'No.' }, status: 403 } : undefined
    await account.work()
    account.org.modes.fault = null
    const before = ids.reduce((sum, id) => sum + fetchesOf(id), 0)
    const { connectionOf } = await import('../../../src/vapiAccount/accounts/connect')
    const { readLate } = await import('../../../src/vapiAccount/recovery/readLate')
    const { signal } = new AbortController()
    const connection = await connectionOf(desk.payload, account.id, { signal })
    if (!connection) throw new Error('No connection')
    expect(await readLate({ connection, maxCalls: 3, payload: desk.payload })).toBeNull()
    expect(ids.reduce((sum, id) => sum + fetchesOf(id), 0) - before).toBe(3)
  })
})

describe('two clients of one organisation', { timeout: 60_000 }, () => {
  it('get nothing of a call of an agent that went from one to the other', async () => {
    const account = await connectAccount(desk)
    const [first, second] = [await account.client(), await account.client()]
    const call = account.org.addCall({ assistantId: first.assistantID, endedAt: ago(30 * MINUTE) })
    await reported(account, call.id)
    await account.work()
    const before = await keptCall(call.id)
    await desk.sql.query('update call_summaries set summary = null where id = $1', [before.id])
    await desk.sql.query('update users set vapi_assistant_id = null where id = $1', [first.id])
    await desk.sql.query('update users set vapi_assistant_id = $2 where id = $1', [
      second.id,
      first.assistantID,
    ])
    await grow(account, call.id, HOUR)
    await later(account)
    expect(await keptCall(call.id)).toMatchObject({ cost: before.cost, summary: null })
    expect(fetchesOf(call.id)).toBe(0)
  })

  it('get what is added to their own calls only', async () => {
    const account = await connectAccount(desk)
    const [first, second] = [await account.client(), await account.client()]
    const mine = account.org.addCall({ assistantId: first.assistantID, endedAt: ago(70 * MINUTE) })
    const others = account.org.addCall({
      assistantId: second.assistantID,
      correctedCost: 0.5,
      endedAt: ago(70 * MINUTE),
    })
    await reported(account, mine.id, { summary: '' })
    // Somebody who knows the id of another client's call reports it as the first one's.
    await postReport(first.token, others, { cost: 0.1 })
    await account.work()
    expect(await keptCall(mine.id)).toMatchObject({ cost: '0.21', summary: mine.summary })
    expect(fetchesOf(mine.id)).toBe(1)
    const { rows } = await desk.sql.query<Kept & { client_id: string }>(
      'select * from call_summaries where vapi_call_id = $1',
      [others.id],
    )
    const forged = rows.find(({ client_id }) => client_id === first.id)
    expect(forged).toMatchObject({ cost: '0.1', summary: null, transcript: null })
    expect(fetchesOf(others.id)).toBe(0)
  })
})

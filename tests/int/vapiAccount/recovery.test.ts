import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { storeBody } from '../../../src/ingest/storeBody'
import { unpackText } from '../../../src/lib/packedText'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { connectAccount } from './connected'

// A request that failed is sent again after seconds.
vi.mock('../../../src/lib/pause', async (original) => {
  const real = await original<typeof import('../../../src/lib/pause')>()
  return {
    pause: (milliseconds: number, signal: AbortSignal | undefined) =>
      real.pause(Math.min(milliseconds, 20), signal),
  }
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let desk: VapiDesk

beforeAll(async () => {
  desk = await startVapiDesk()
})

afterAll(() => desk.stop())

const ago = (milliseconds: number) => desk.vapi.clock.now() - milliseconds

type Kept = {
  ended_at: Date
  reported_at: Date
  source: string
  summary: null | string
  transcript: null | string
  vapi_phone_number: null | string
}

const keptCalls = async (callID: string) => {
  const { rows } = await desk.sql.query<Kept>(
    'select * from call_summaries where vapi_call_id = $1',
    [callID],
  )
  return rows
}

const announcedOf = async (callID: string) => {
  const { rowCount } = await desk.sql.query('select 1 from notifications where vapi_call_id = $1', [
    callID,
  ])
  return rowCount
}

const fetchesOf = (callID: string) =>
  desk.vapi.requests.filter(({ path }) => path === `/call/${callID}`).length

/** As if what is to be tried again later were due now. */
const makeDue = (id: string) =>
  desk.sql
    .query('update vapi_calls set fill_at = null where account_id = $1', [id])
    .then(() => desk.sql.query('update vapi_walks set due_at = null where account_id = $1', [id]))

describe('a call whose report did not come', { timeout: 60_000 }, () => {
  it('is fetched and stored as its report would have been, and says so', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client({ emailNotifications: true })
    const number = account.org.addNumber({ number: '+390698765432' })
    const call = account.org.addCall({ assistantId: assistantID, phoneNumberId: number.id })
    await account.work()
    const [kept] = await keptCalls(call.id)
    expect(kept).toMatchObject({
      source: 'recovered',
      summary: 'Wants a table for two on Friday.',
      vapi_phone_number: '+390698765432',
    })
    expect(kept?.transcript).toContain('A table for two')
    expect(kept?.reported_at.getTime()).toBe(call.endedAt)
    expect(await announcedOf(call.id)).toBe(1)
    const { rows } = await desk.sql.query<{ body: Uint8Array; source: string }>(
      'select body, source from webhook_deliveries where vapi_call_id = $1',
      [call.id],
    )
    expect(rows).toMatchObject([{ source: 'recovered' }])
    const text = await unpackText(rows[0]?.body ?? new Uint8Array())
    expect(text).not.toMatch(/leak\.example|X-Amz/)
    expect((await account.calls()).get(call.id)).toMatchObject({ state: 'held' })
  })

  it('is not announced if it ended more than an hour ago', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client({ emailNotifications: true })
    const call = account.org.addCall({ assistantId: assistantID, endedAt: ago(70 * MINUTE) })
    await account.work()
    expect(await keptCalls(call.id)).toMatchObject([{ source: 'recovered' }])
    expect(await announcedOf(call.id)).toBe(0)
  })

  it('is fetched once, and not again', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID })
    await account.work()
    await desk.sql.query(
      `update vapi_walks set started_at = started_at - interval '25 hours' where account_id = $1`,
      [account.id],
    )
    await account.work()
    expect(fetchesOf(call.id)).toBe(1)
  })

  it('waits until ten minutes after its end', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID, endedAt: ago(9 * MINUTE) })
    await account.work()
    expect(fetchesOf(call.id)).toBe(0)
    await desk.sql.query(
      `update vapi_calls set ended_at = ended_at - interval '1 minute 1 second' where call_id = $1`,
      [call.id],
    )
    await account.work()
    // Vapi says when it ended: the desk only looks sooner.
    expect(fetchesOf(call.id)).toBe(1)
  })

  it('is not fetched again after staff deleted it here', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID })
    await account.org.post(call.id)
    const { docs } = await desk.payload.find({
      collection: 'call-summaries',
      where: { vapiCallId: { equals: call.id } },
    })
    const [kept] = docs
    if (!kept) throw new Error('The report was not stored')
    await desk.payload.delete({ collection: 'call-summaries', id: kept.id })
    await account.work()
    expect(fetchesOf(call.id)).toBe(0)
    expect((await account.calls()).get(call.id)).toMatchObject({
      fill_problem: 'deleted_here',
      state: 'cannot_be_filled',
    })
  })

  it('that was here until staff deleted it is not fetched again either', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID })
    await account.org.post(call.id)
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({ state: 'held' })
    await desk.payload.delete({
      collection: 'call-summaries',
      where: { vapiCallId: { equals: call.id } },
    })
    await desk.sql.query(
      `update vapi_walks set started_at = started_at - interval '25 hours' where account_id = $1`,
      [account.id],
    )
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({
      fill_problem: 'deleted_here',
      state: 'cannot_be_filled',
    })
    expect(fetchesOf(call.id)).toBe(0)
  })

  it('cannot be had if Vapi deleted it, and is held if the report comes after all', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID })
    account.org.modes.afterPage = () => account.org.calls.delete(call.id)
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({
      fill_problem: 'gone',
      state: 'cannot_be_filled',
    })
    expect(await keptCalls(call.id)).toEqual([])
    account.org.calls.set(call.id, call)
    await account.org.post(call.id)
    await desk.sql.query(
      `update vapi_walks set started_at = started_at - interval '25 hours' where account_id = $1`,
      [account.id],
    )
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({ state: 'held' })
    expect(await keptCalls(call.id)).toMatchObject([{ source: 'webhook' }])
  })

  it('cannot be had past the days that Vapi keeps', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID, endedAt: ago(3 * HOUR) })
    account.org.modes.afterPage = () => {
      account.org.modes.refusedAfterDays = 0.1
    }
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({
      fill_problem: 'retention',
      state: 'cannot_be_filled',
    })
  })

  it('cannot be had from an organisation that keeps no content', async () => {
    const account = await connectAccount(desk)
    account.org.modes.isZeroRetention = true
    const { assistantID } = await account.client()
    const call = account.org.addCall({ assistantId: assistantID })
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({
      fill_problem: 'no_content',
      state: 'cannot_be_filled',
    })
    expect(await keptCalls(call.id)).toEqual([])
  })

  it('is stored without content if others of its agent have some', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    account.org.addCall({ assistantId: assistantID })
    const silent = account.org.addCall({
      assistantId: assistantID,
      endedReason: 'silence-timed-out',
      messages: [],
      summary: '',
      transcript: '',
    })
    await account.work()
    expect((await account.calls()).get(silent.id)).toMatchObject({ state: 'held' })
  })

  it('does not keep others from being fetched, and is given up after some attempts', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const bad = account.org.addCall({ assistantId: assistantID, endedAt: ago(15 * MINUTE) })
    const good = account.org.addCall({ assistantId: assistantID, endedAt: ago(30 * MINUTE) })
    account.org.modes.fault = ({ path }) => (path === `/call/${bad.id}` ? 'error500' : undefined)
    await account.work()
    expect((await account.calls()).get(bad.id)).toMatchObject({
      fill_attempts: 1,
      state: 'missing',
    })
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      // Only the account's rest is over, and then the call's own.
      await desk.sql.query('update vapi_walks set due_at = null where account_id = $1', [
        account.id,
      ])
      await account.work()
      expect((await account.calls()).get(good.id)?.state).toBe('held')
      await makeDue(account.id)
      await account.work()
    }
    expect((await account.calls()).get(bad.id)).toMatchObject({
      fill_problem: 'failed',
      state: 'cannot_be_filled',
    })
  })

  it('is left for later when the key is refused meanwhile', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    const calls = [1, 2, 3].map(() => account.org.addCall({ assistantId: assistantID }))
    account.org.modes.fault = ({ path }) => {
      if (path.startsWith('/call/')) account.org.modes.isKeyRevoked = true
      return path.startsWith('/call/')
        ? { body: { message: 'Invalid Key.' }, status: 401 }
        : undefined
    }
    await account.work()
    expect(calls.reduce((sum, { id }) => sum + fetchesOf(id), 0)).toBe(1)
    expect(await account.states()).toEqual({ missing: 3 })
    const { rows } = await desk.sql.query(
      'select status, (select max(fill_attempts) from vapi_calls where account_id = $1) as attempts from vapi_accounts where id = $1',
      [account.id],
    )
    expect(rows).toEqual([{ attempts: 0, status: 'key_refused' }])
  })

  it('is one of so many in a run', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    for (let index = 0; index < 8; index += 1) account.org.addCall({ assistantId: assistantID })
    account.org.modes.fault = ({ path }) =>
      path.startsWith('/call/')
        ? { body: { message: 'Rate limit exceeded' }, status: 429 }
        : undefined
    const { connectionOf } = await import('../../../src/vapiAccount/accounts/connect')
    const { recoverMissing } = await import('../../../src/vapiAccount/recovery/recoverMissing')
    await account.work()
    expect(await account.states()).toEqual({ missing: 8 })
    account.org.modes.fault = null
    const { signal } = new AbortController()
    const connection = await connectionOf(desk.payload, account.id, { signal })
    if (!connection) throw new Error('No connection')
    const run = { connection, maxCalls: 5, payload: desk.payload }
    await makeDue(account.id)
    expect(await recoverMissing(run)).toEqual({ problem: null, tried: 5 })
    expect(await account.states()).toEqual({ held: 5, missing: 3 })
  })
})

describe('what Vapi has less of', { timeout: 60_000 }, () => {
  it('does not overwrite what is here', async () => {
    const account = await connectAccount(desk)
    const client = await account.client()
    const call = account.org.addCall({ assistantId: client.assistantID })
    await account.org.post(call.id)
    const before = await keptCalls(call.id)
    account.org.modes.isZeroRetention = true
    const { connectionOf } = await import('../../../src/vapiAccount/accounts/connect')
    const { getCall } = await import('../../../src/vapiAccount/api/calls')
    const { reportOf } = await import('../../../src/vapiAccount/api/reportOf')
    const { signal } = new AbortController()
    const connection = await connectionOf(desk.payload, account.id, { signal })
    if (!connection) throw new Error('No connection')
    const fetched = await getCall(connection, call.id)
    const text = fetched.ok ? reportOf(fetched.value.text, { numbers: new Map() }) : null
    if (text === null) throw new Error('No call')
    const stored = await storeBody({
      announce: false,
      clientID: client.id,
      payload: desk.payload,
      source: 'recovered',
      text,
    })
    expect(stored).toBe('merged')
    const after = await keptCalls(call.id)
    for (const key of ['summary', 'transcript', 'source', 'messages', 'vapi_phone_number']) {
      expect(Reflect.get(after[0] ?? {}, key)).toEqual(Reflect.get(before[0] ?? {}, key))
    }
  })

  it('is filled by the report that comes after it', async () => {
    const account = await connectAccount(desk)
    const { assistantID } = await account.client()
    account.org.addCall({ assistantId: assistantID })
    const call = account.org.addCall({ assistantId: assistantID })
    account.org.modes.fault = ({ path }) => {
      account.org.modes.isZeroRetention = path === `/call/${call.id}`
      return undefined
    }
    await account.work()
    expect(await keptCalls(call.id)).toMatchObject([{ source: 'recovered', transcript: null }])
    account.org.modes.fault = null
    account.org.modes.isZeroRetention = false
    await account.org.post(call.id)
    const kept = await keptCalls(call.id)
    expect(kept).toMatchObject([{ source: 'recovered' }])
    expect(kept[0]?.transcript).toContain('A table for two')
  })
})

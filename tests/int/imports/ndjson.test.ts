import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { counts, upload, uploadThrice } from './uploads'

const MAX_BYTES = 50_000

let desk: TestDesk
let root: Record<string, string>

type Report = { assistantId?: string; id: string; more?: object; number?: string }

const report = ({ assistantId, id, more = {}, number }: Report) =>
  JSON.stringify({
    message: {
      analysis: { summary: `Summary of ${id}` },
      call: { assistantId, id },
      endedAt: '2026-07-15T10:02:00.000Z',
      endedReason: 'customer-ended-call',
      phoneNumber: number === undefined ? undefined : { number },
      startedAt: '2026-07-15T10:00:00.000Z',
      timestamp: 1_784_200_000_000,
      type: 'end-of-call-report',
      ...more,
    },
  })

const callBy = async (id: string) =>
  (await desk.sql.query('select * from call_summaries where vapi_call_id = $1', [id])).rows[0]

const state = async () => {
  const read = async (text: string) => (await desk.sql.query(text)).rows
  return {
    calls: await read('select * from call_summaries order by id'),
    deliveries: await read('select * from webhook_deliveries order by id'),
    notifications: await read('select * from notifications order by id'),
  }
}

beforeAll(async () => {
  desk = await createTestDesk({ env: { WEBHOOK_MAX_BYTES: String(MAX_BYTES) } })
  root = await desk.login(await makeSuperuser(desk.payload))
})
beforeEach(async () => {
  await desk.sql.query('truncate call_summaries, webhook_deliveries cascade')
})
afterAll(() => desk?.stop())

describe('Vapi’s bodies, one a line', () => {
  it('are read as the webhook reads them, reported when the call ended, and announced to nobody', async () => {
    const client = await makeClient(desk.payload, { emailNotifications: true })
    const secret = 'a very secret access key'
    const file = [
      report({ id: 'n-1', more: { assistant: { server: { secret } } } }),
      '',
      JSON.stringify({ message: { call: { id: 'n-2' }, status: 'ended', type: 'status-update' } }),
      'no JSON at all',
      report({ id: 'n-3', more: { padding: 'x'.repeat(MAX_BYTES) } }),
      JSON.stringify({ hello: 'world' }),
      report({ id: 'n-1', more: { assistant: { server: { secret } } } }),
      report({ id: 'desk-test-1' }),
    ].join('\n')
    const before = await state()
    const query = { client: client.id }
    const dry = await upload(desk, { file: `\uFEFF${file}`, headers: root, query })
    expect(dry.events[0]).toEqual({ format: 'ndjson', type: 'format' })
    expect(dry.rows.map(({ label, line, result }) => [line, label, result])).toEqual([
      [1, 'n-1', 'create'],
      [3, '–', 'skip'],
      [4, '–', 'error'],
      [5, '–', 'error'],
      [6, '–', expect.stringMatching(/error|skip/)],
      [7, 'n-1', 'create'],
      [8, 'desk-test-1', 'skip'],
    ])
    expect(await state()).toEqual(before)

    const { first, second } = await uploadThrice(desk, { file, headers: root, query })
    expect(first.rows.map(({ result }) => result)[0]).toBe('create')
    expect(first.rows.map(({ result }) => result)[5]).toBe('same')
    expect(await callBy('n-1')).toMatchObject({
      client_id: client.id,
      ended_group: 'completed',
      follow_up: null,
      source: 'imported',
      summary: 'Summary of n-1',
    })
    expect((await callBy('n-1')).reported_at.toISOString()).toBe('2026-07-15T10:02:00.000Z')
    const { calls, deliveries, notifications } = await state()
    expect(calls).toHaveLength(1)
    expect(deliveries).toHaveLength(1)
    expect(notifications).toEqual([])
    expect(second.counts?.create).toBe(0)
    expect(second.counts?.change).toBe(0)
  })

  it('find their client by its assistant, or by its number; several are nobody’s', async () => {
    const one = await makeClient(desk.payload, { vapiAssistantId: 'assistant-one' })
    const two = await makeClient(desk.payload, { vapiPhoneNumber: '+12025550102' })
    for (const vapiPhoneNumber of ['+12025550111', '+12025550112']) {
      await makeClient(desk.payload, { vapiAssistantId: 'assistant-shared', vapiPhoneNumber })
    }
    await makeStaff(desk.payload)
    const file = [
      report({ assistantId: 'assistant-one', id: 'w-1' }),
      report({ id: 'w-2', number: '+12025550102' }),
      report({ assistantId: 'assistant-shared', id: 'w-3' }),
      report({ assistantId: 'assistant-shared', id: 'w-4', number: '+12025550112' }),
      report({ assistantId: 'assistant-none', id: 'w-5' }),
      report({ id: 'w-6' }),
    ].join('\n')
    const { rows } = await upload(desk, { file, headers: root, query: { apply: 'true' } })
    expect(rows.map(({ result }) => result)).toEqual([
      'create',
      'create',
      'error',
      'create',
      'error',
      'error',
    ])
    expect(rows[2]?.notes.join()).toContain('Several clients')
    expect((await callBy('w-1')).client_id).toBe(one.id)
    expect((await callBy('w-2')).client_id).toBe(two.id)
  })

  it('are merged into calls that were reported, at the same time too', async () => {
    const client = await makeClient(desk.payload)
    const ids = Array.from({ length: 20 }, (_, row) => `m-${row}`)
    const post = (id: string) =>
      fetch(`${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`, {
        body: JSON.stringify({
          message: {
            analysis: { structuredData: { outcome: 'booked' } },
            call: { id },
            type: 'end-of-call-report',
          },
        }),
        headers: { 'content-type': 'application/json' },
        method: 'POST',
      })
    const file = ids.map((id) => report({ id })).join('\n')
    const [done] = await Promise.all([
      upload(desk, { file, headers: root, query: { apply: 'true', client: client.id } }),
      ...ids.map(post),
    ])
    expect(done.counts).toMatchObject(
      counts({ change: expect.any(Number), create: expect.any(Number) }),
    )
    const { calls } = await state()
    expect(calls).toHaveLength(20)
    for (const call of calls) {
      expect(call).toMatchObject({ outcome: 'booked', summary: `Summary of ${call.vapi_call_id}` })
    }
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let token: string
let root: Record<string, string>

const post = (body: unknown) => asJSON({ body, url: `${desk.url}/api/v1/vapi/webhook/${token}` })

const replay = (body: unknown, headers = root) =>
  asJSON({ body, headers, url: `${desk.url}/api/webhook-deliveries/replay` })

const report = (id: string, summary: string) => ({
  message: {
    analysis: { summary },
    call: { id },
    timestamp: Date.parse('2026-05-01T10:00:00Z'),
    type: 'end-of-call-report',
  },
})

const delivery = async (callID: string) => {
  const { rows } = await desk.sql.query<{ id: string; received_at: Date; state: string }>(
    'select * from webhook_deliveries where vapi_call_id = $1',
    [callID],
  )
  const [row] = rows
  if (!row) throw new Error(`No delivery of ${callID}`)
  return row
}

const summaries = async (callID: string) =>
  (
    await desk.sql.query<{ id: string; reported_at: Date; summary: string }>(
      'select * from call_summaries where vapi_call_id = $1',
      [callID],
    )
  ).rows

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  token = (await makeClient(desk.payload)).vapiWebhookToken
})

afterAll(() => desk.stop())

describe('replaying', () => {
  it('makes the summary again from the kept body, as of the time it was received', async () => {
    await post(report('lost', 'still here'))
    const before = await summaries('lost')
    await desk.sql.query(`delete from call_summaries where vapi_call_id = 'lost'`)
    const { id, received_at } = await delivery('lost')

    expect((await replay({ ids: [id] })).body).toEqual({ needsReview: 0, replayed: 1 })

    const [after] = await summaries('lost')
    expect(after).toMatchObject({ reported_at: before[0]?.reported_at, summary: 'still here' })
    expect(await delivery('lost')).toMatchObject({
      call_summary_id: after?.id,
      id,
      received_at,
      state: 'stored',
    })
  })

  it('changes nothing when it is repeated, and adds no delivery', async () => {
    await post(report('again', 'once'))
    const { id } = await delivery('again')
    const before = await summaries('again')
    for (let i = 0; i < 3; i += 1) await replay({ ids: [id] })
    expect(await summaries('again')).toEqual(before)
    const { rows } = await desk.sql.query(
      `select 1 from webhook_deliveries where vapi_call_id = 'again'`,
    )
    expect(rows).toHaveLength(1)
  })

  it('takes a delivery out of review once it can be read', async () => {
    await post({ message: { type: 'end-of-call-report' } })
    const { rows } = await desk.sql.query<{ id: string }>(
      `select id from webhook_deliveries where state = 'needs_review'`,
    )
    const id = rows[0]?.id
    expect((await replay({ ids: [id] })).body).toEqual({ needsReview: 1, replayed: 1 })
    await desk.sql.query('update webhook_deliveries set body = $2 where id = $1', [
      id,
      Buffer.from(JSON.stringify(report('understood', 'now'))),
    ])
    expect((await replay({ where: { state: { equals: 'needs_review' } } })).body).toEqual({
      needsReview: 0,
      replayed: 1,
    })
    expect(await delivery('understood')).toMatchObject({ id, problem: null, state: 'stored' })
  })

  it('can be done by two people at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => post(report(`crowd-${i}`, `s${i}`))))
    const selection = { where: { vapiCallId: { like: 'crowd-' } } }
    await desk.sql.query(`delete from call_summaries where vapi_call_id like 'crowd-%'`)
    const answers = await Promise.all([replay(selection), replay(selection), replay(selection)])
    expect(answers.map(({ body }) => body)).toEqual(Array(3).fill({ needsReview: 0, replayed: 20 }))
    const { rows } = await desk.sql.query(
      `select distinct vapi_call_id from call_summaries where vapi_call_id like 'crowd-%'`,
    )
    expect(rows).toHaveLength(20)
  })

  it('asks for webhook-deliveries.change', async () => {
    await post(report('guarded', 'x'))
    const { id } = await delivery('guarded')
    const viewer = await desk.login(await makeStaff(desk.payload, ['webhook-deliveries.view']))
    expect((await replay({ ids: [id] }, viewer)).status).toBe(403)
    expect((await replay({ ids: [id] }, {})).status).toBe(401)
    const replayer = await desk.login(
      await makeStaff(desk.payload, ['webhook-deliveries.view', 'webhook-deliveries.change']),
    )
    expect((await replay({ ids: [id] }, replayer)).body).toMatchObject({ replayed: 1 })
  })
})

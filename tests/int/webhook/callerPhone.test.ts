import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let token: string
let root: Record<string, string>

const post = (id: string, at: number, fields: object) =>
  asJSON({
    body: {
      message: {
        call: { id, type: 'inboundPhoneCall' },
        timestamp: Date.parse('2026-05-01T10:00:00Z') + at * 1000,
        type: 'end-of-call-report',
        ...fields,
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })

const row = async (id: string) => {
  const { rows } = await desk.sql.query<Record<string, unknown>>(
    `select id, customer_phone as phone, customer_phone_source as source
     from call_summaries where vapi_call_id = $1`,
    [id],
  )
  const [found] = rows
  if (!found) throw new Error(`No call ${id}`)
  return found
}

const CALLER = { customer: { number: '+12025550146' } }
const TOLD = { analysis: { structuredData: { phone: '202 555 0199' } } }
const WITHHELD = { customer: { number: '+266696687' } }

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  token = (await makeClient(desk.payload, { emailNotifications: true })).vapiWebhookToken
})

afterAll(() => desk.stop())

describe('the caller’s number', () => {
  it('is stored with where it is from', async () => {
    await post('from-1', 0, CALLER)
    await post('from-2', 0, TOLD)
    await post('from-3', 0, WITHHELD)
    await post('from-4', 0, {})
    expect(await row('from-1')).toMatchObject({ phone: '+12025550146', source: 'caller' })
    expect(await row('from-2')).toMatchObject({ phone: '202 555 0199', source: 'told' })
    expect(await row('from-3')).toMatchObject({ phone: null, source: 'withheld' })
    expect(await row('from-4')).toMatchObject({ phone: null, source: null })
  })

  it('by the line counts more than what was told, whatever comes when', async () => {
    const orders = [
      [CALLER, TOLD, WITHHELD],
      [WITHHELD, TOLD, CALLER],
      [TOLD, CALLER, WITHHELD],
    ]
    for (const [index, order] of orders.entries()) {
      for (const [at, fields] of order.entries()) await post(`order-${index}`, at, fields)
      expect(await row(`order-${index}`)).toMatchObject({ phone: '+12025550146', source: 'caller' })
    }
  })

  it('is the same when reports of it race', async () => {
    await Promise.all([
      post('race-1', 0, CALLER),
      post('race-1', 1, TOLD),
      post('race-1', 2, WITHHELD),
    ])
    expect(await row('race-1')).toMatchObject({ phone: '+12025550146', source: 'caller' })
  })

  it('of a call from before is the line’s own', async () => {
    await post('old-1', 0, CALLER)
    await desk.sql.query(
      `update call_summaries set customer_phone_source = null where vapi_call_id = 'old-1'`,
    )
    await post('old-1', 1, TOLD)
    expect(await row('old-1')).toMatchObject({ phone: '+12025550146', source: 'caller' })
  })

  it('that a person set has no source, and no report changes it', async () => {
    await post('edited-1', 0, TOLD)
    const { id } = await row('edited-1')
    const url = `${desk.url}/api/call-summaries/${id}`
    const edited = await asJSON({
      body: { customerPhone: '+12025550111', customerPhoneSource: 'caller' },
      headers: root,
      method: 'PATCH',
      url,
    })
    expect(edited.status).toBe(200)
    expect(await row('edited-1')).toMatchObject({ phone: '+12025550111', source: null })
    await post('edited-1', 1, CALLER)
    expect(await row('edited-1')).toMatchObject({ phone: '+12025550111', source: null })
  })
})

describe('a chat', () => {
  it('is stored as one, and nobody is told of it', async () => {
    await post('spoken-1', 0, { timestamp: Date.now() })
    await asJSON({
      body: { message: { chat: { id: 'chat-1' }, type: 'end-of-call-report' } },
      url: `${desk.url}/api/v1/vapi/webhook/${token}`,
    })
    const { rows } = await desk.sql.query<Record<string, unknown>>(
      `select vapi_call_id, call_type from call_summaries where vapi_call_id like '%-1' and
         vapi_call_id in ('chat-1', 'spoken-1') order by 1`,
    )
    expect(rows.map(({ call_type }) => call_type)).toEqual(['chat', 'inboundPhoneCall'])
    const told = await desk.sql.query(
      `select vapi_call_id from notifications where vapi_call_id in ('chat-1', 'spoken-1')`,
    )
    expect(told.rows).toEqual([{ vapi_call_id: 'spoken-1' }])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackText } from '../../../src/lib/packedText'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let token: string
let root: Record<string, string>

const post = (body: unknown) => asJSON({ body, url: `${desk.url}/api/v1/vapi/webhook/${token}` })

const report = (id: string, summary = 'Asked for the opening hours.') => ({
  message: {
    analysis: { summary },
    call: { id },
    endedReason: 'customer-ended-call',
    type: 'end-of-call-report',
  },
})

const rows = async (table: string, prefix: string) =>
  (
    await desk.sql.query<{ vapi_call_id: string } & Record<string, unknown>>(
      `select * from ${table} where vapi_call_id like $1 order by vapi_call_id, id`,
      [`${prefix}-%`],
    )
  ).rows

const summaries = (prefix: string) => rows('call_summaries', prefix)
const deliveries = (prefix: string) => rows('webhook_deliveries', prefix)

const STORED = { body: { received: true, state: 'stored' }, status: 200 }
const MERGED = { body: { received: true, state: 'merged' }, status: 200 }
const NEEDS_REVIEW = { body: { received: true, state: 'needs_review' }, status: 200 }

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  token = (await makeClient(desk.payload)).vapiWebhookToken
})

afterAll(() => desk.stop())

describe('several reports in one post', () => {
  it('are stored each under its own id, and kept each by itself', async () => {
    const items = ['several-1', 'several-2', 'several-3'].map((id) => ({ body: report(id) }))
    expect(await post(items)).toMatchObject(STORED)

    expect((await summaries('several')).map((each) => each.vapi_call_id)).toEqual([
      'several-1',
      'several-2',
      'several-3',
    ])
    const kept = await deliveries('several')
    expect(kept.map(({ state }) => state)).toEqual(['stored', 'stored', 'stored'])
    expect(kept.map(({ body }) => JSON.parse(unpackText(body as Uint8Array)))).toEqual(items)
  })

  it('are answered stored only if all were', async () => {
    await post([report('states-1')])
    expect(await post([report('states-2'), report('states-1')])).toMatchObject(MERGED)
    expect(await post([report('states-3'), { message: { call: {} } }])).toMatchObject(NEEDS_REVIEW)
    expect(await summaries('states')).toHaveLength(3)
  })

  it('of one call are merged into it', async () => {
    const reports = [report('same-1', 'short'), report('same-1', 'A longer summary.')]
    expect(await post(reports)).toMatchObject(MERGED)
    expect(await summaries('same')).toHaveLength(1)
    expect(await deliveries('same')).toHaveLength(2)
  })

  it('posted twice at once are stored once', async () => {
    const many = Array.from({ length: 20 }, (_, n) => report(`race-${n}`))
    const answers = await Promise.all([post(many), post(many), post(many.toReversed())])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await summaries('race')).toHaveLength(20)
    expect(await deliveries('race')).toHaveLength(60)
  })

  it('are to be sent again if one could not be stored, and then all are there once', async () => {
    await desk.sql.query(`
      create function break_one() returns trigger language plpgsql as $$
      begin
        if new.vapi_call_id = 'broken-5' then
          raise exception 'no' using errcode = '58030';
        end if;
        return new;
      end $$`)
    await desk.sql.query(`create trigger break_one before insert on call_summaries
      for each row execute function break_one()`)
    const many = Array.from({ length: 9 }, (_, n) => report(`broken-${n}`))
    expect((await post(many)).status).toBe(503)
    await desk.sql.query('drop trigger break_one on call_summaries')

    expect(await post(many)).toMatchObject({ status: 200 })
    expect(await summaries('broken')).toHaveLength(9)
  })

  it('more than a hundred of them are kept whole for review', async () => {
    const many = Array.from({ length: 101 }, (_, n) => report(`many-${n}`))
    expect(await post(many)).toMatchObject(NEEDS_REVIEW)
    expect(await summaries('many')).toEqual([])
    const { rows } = await desk.sql.query<{ body: Buffer }>(
      `select body from webhook_deliveries where problem = 'The body contains more than 100 messages.'`,
    )
    expect(rows.map(({ body }) => JSON.parse(unpackText(body)))).toEqual([many])
  })

  it('that were kept for review before are stored by a replay, however often', async () => {
    await post({ message: { call: { id: 'old-0' }, type: 'call.ended' } })
    const [row] = await deliveries('old')
    const body = JSON.stringify([report('old-1'), report('old-2')])
    await desk.sql.query('update webhook_deliveries set body = $2 where id = $1', [
      row?.id,
      Buffer.from(body),
    ])
    const replay = () =>
      asJSON({
        body: { ids: [row?.id] },
        headers: root,
        url: `${desk.url}/api/webhook-deliveries/replay`,
      })
    expect((await replay()).body).toEqual({ needsReview: 0, replayed: 1 })
    expect((await replay()).body).toEqual({ needsReview: 0, replayed: 1 })
    expect(await summaries('old')).toHaveLength(2)
    expect(await deliveries('old')).toHaveLength(2)
  })
})

describe('what is close to a report', () => {
  it('is kept for review and never answered with nothing', async () => {
    const message = { call: { id: 'close-1' }, type: 'call-ended' }
    expect(await post({ message })).toMatchObject(NEEDS_REVIEW)
    expect(await deliveries('close')).toMatchObject([
      { message_type: 'call-ended', state: 'needs_review' },
    ])
  })
})

import fc from 'fast-check'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { up } from '../../../src/migrations/20261128_092400_rereads'
import type { CallSummary } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let root: Record<string, string>
let token: string
let clientID: string

const START = Date.parse('2026-05-01T10:00:00.000Z')

type Said = { at: number; data?: Record<string, unknown>; summary?: string }

const post = async (callID: string, { at, data, summary }: Said) => {
  const answer = await asJSON({
    body: {
      message: {
        analysis: { structuredData: data, summary },
        call: { id: callID },
        timestamp: START + at * 1000,
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })
  expect(answer.status).toBe(200)
}

const kept = async (callID: string): Promise<CallSummary> => {
  const { docs } = await desk.payload.find({
    collection: 'call-summaries',
    overrideAccess: true,
    where: { client: { equals: clientID }, vapiCallId: { equals: callID } },
  })
  const [call] = docs
  if (!call) throw new Error(`There is no call ${callID}`)
  return call
}

/** What a former reading made of a call, written past the desk as that version left it. */
const misread = (callID: string, sets: string) =>
  desk.sql.query(`update call_summaries set ${sets} where vapi_call_id = $1`, [callID])

const ask = (path: string, body: unknown, headers = root) =>
  asJSON({ body, headers, url: `${desk.url}/api/call-summaries/${path}` })

const reread = (callID: string) => ask('reread', { where: { vapiCallId: { equals: callID } } })

const edit = async (callID: string, data: Partial<CallSummary>) =>
  desk.payload.update({
    collection: 'call-summaries',
    data,
    id: (await kept(callID)).id,
    overrideAccess: true,
  })

/** All of a call that a write would change. */
const stored = async (callID: string) =>
  (
    await desk.sql.query<Record<string, unknown>>(
      'select *, xmin::text as version from call_summaries where vapi_call_id = $1',
      [callID],
    )
  ).rows[0]

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  const client = await makeClient(desk.payload, { currency: 'EUR' })
  token = client.vapiWebhookToken
  clientID = client.id
})

afterAll(() => desk.stop())

describe('reading a call again', () => {
  it('takes away what no body says, and writes only what changed', async () => {
    await post('wrong', { at: 1, data: { guests: 4, outcome: 'booked' }, summary: 'first' })
    await post('wrong', { at: 2, data: { room: '4' } })
    await post('right', { at: 1, data: { outcome: 'booked' }, summary: 'right' })
    const before = { right: await stored('right'), wrong: await kept('wrong') }
    await misread('wrong', `price = 4, currency = 'EUR', outcome = 'four guests'`)

    const answer = await ask('reread', { where: { vapiCallId: { in: 'wrong,right' } } })

    expect(answer.body).toEqual({ changed: 1, reread: 2, unreadable: 0, withoutBodies: 0 })
    const { updatedAt: _, ...same } = before.wrong
    expect(await kept('wrong')).toMatchObject(same)
    expect(await stored('right')).toEqual(before.right)
    const again = await stored('wrong')
    expect((await reread('wrong')).body).toMatchObject({ changed: 0, reread: 1 })
    expect(await stored('wrong')).toEqual(again)
  })

  it('is done by replaying one delivery, to its call alone', async () => {
    await post('replayed', { at: 1, summary: 'first' })
    await post('replayed', { at: 2, data: { room: '4' } })
    await post('beside', { at: 1, summary: 'beside' })
    await misread('replayed', `price = 4, summary = 'first'`)
    await misread('beside', 'price = 4')
    const { rows } = await desk.sql.query<{ id: string }>(
      `select id from webhook_deliveries where vapi_call_id = 'replayed' order by received_at desc limit 1`,
    )
    const url = `${desk.url}/api/webhook-deliveries/replay`
    const answer = await asJSON({ body: { ids: [rows[0]?.id] }, headers: root, url })
    expect(answer.body).toEqual({ needsReview: 0, replayed: 1 })
    expect(await kept('replayed')).toMatchObject({ price: null, summary: 'first' })
    expect(await kept('beside')).toMatchObject({ price: 4 })
  })

  it('leaves calls without bodies as they are, and counts them', async () => {
    await post('pruned', { at: 1, summary: 'first' })
    await misread('pruned', 'price = 4')
    await desk.sql.query(`delete from webhook_deliveries where vapi_call_id = 'pruned'`)
    const before = await stored('pruned')
    const counts = { changed: 0, reread: 0, unreadable: 0, withoutBodies: 1 }
    expect((await reread('pruned')).body).toEqual(counts)
    expect(await stored('pruned')).toEqual(before)
  })

  it('leaves what a deleted body said, and calls of which no body is a report any more', async () => {
    await post('partly', { at: 1, data: { room: '4' }, summary: 'first' })
    await post('partly', { at: 2, data: { outcome: 'booked' } })
    await desk.sql.query(
      `delete from webhook_deliveries where id = (select id from webhook_deliveries
       where vapi_call_id = 'partly' order by received_at limit 1)`,
    )
    await misread('partly', 'price = 4')
    expect((await reread('partly')).body).toMatchObject({ changed: 1 })
    const said = {
      outcome: 'booked',
      price: null,
      structuredData: { outcome: 'booked', room: '4' },
    }
    expect(await kept('partly')).toMatchObject({ ...said, summary: 'first' })
    expect((await reread('partly')).body).toMatchObject({ changed: 0, reread: 1 })

    await post('lost', { at: 1, summary: 'first' })
    await desk.sql.query(`update webhook_deliveries set body = $1 where vapi_call_id = 'lost'`, [
      Buffer.from('{}'),
    ])
    expect((await reread('lost')).body).toMatchObject({ changed: 0, reread: 0, unreadable: 1 })
    expect(await kept('lost')).toMatchObject({ summary: 'first' })
  })

  it('keeps the currency that a price had when its report came', async () => {
    await post('euros', { at: 1, data: { price: '30' } })
    await desk.payload.update({
      collection: 'users',
      data: { currency: 'USD' },
      id: clientID,
      overrideAccess: true,
    })
    expect((await reread('euros')).body).toMatchObject({ changed: 0 })
    expect(await kept('euros')).toMatchObject({ currency: 'EUR', price: 30 })
  })

  it('tells nobody, stands in the history, and can be tried without writing', async () => {
    await post('told', { at: 1, summary: 'first' })
    await misread('told', 'price = 4')
    const before = await stored('told')
    const where = { vapiCallId: { equals: 'told' } }
    expect((await ask('reread', { dryRun: true, where })).body).toMatchObject({ changed: 1 })
    expect(await stored('told')).toEqual(before)
    const notifications = 'select * from notifications order by id'
    const queued = (await desk.sql.query(notifications)).rows
    await ask('reread', { where })
    expect((await desk.sql.query(notifications)).rows).toEqual(queued)
    const { id } = await kept('told')
    const { rows } = await desk.sql.query(
      `select head.action, head.actor_kind, touched.changes from audit_log head
       join audit_log_touched touched on touched.entry_id = head.id where touched.document = $1`,
      [id],
    )
    expect(rows).toEqual([{ action: 'reread', actor_kind: 'staff', changes: { price: [4, null] } }])
    const nothing = `select count(*)::int as n from audit_log where action = 'reread' and document is null
      and not exists (select from audit_log_touched where entry_id = audit_log.id)`
    const none = (await desk.sql.query(nothing)).rows[0]
    await ask('reread', { where })
    expect((await desk.sql.query(nothing)).rows[0]).toEqual({ n: none.n + 1 })
  })

  it('says how far it is to who wants to know', async () => {
    const response = await fetch(`${desk.url}/api/call-summaries/reread`, {
      body: JSON.stringify({ all: true }),
      headers: { ...root, accept: 'application/x-ndjson', 'content-type': 'application/json' },
      method: 'POST',
    })
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.at(-1)).toMatchObject({ changed: expect.any(Number) })
    expect(lines.at(-2).done).toBe(lines.at(-2).total)
  })
})

describe('one run over many calls', () => {
  const take = (scope: string) =>
    desk.sql.query(
      `insert into call_rereads (holder, ends_at, scope, place, counts)
       values (gen_random_uuid(), now() + interval '1 minute', $1,
         (select id from call_summaries order by id desc offset 2 limit 1), '{"reread": 3}')`,
      [scope],
    )

  it('keeps a second one out, with a sentence, until it is over or was cut off', async () => {
    await take('all')
    const refused = await ask('reread', { all: true })
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ errors: [{ code: 'REREAD_RUNNING' }] })
    await desk.sql.query('update call_rereads set ends_at = now()')

    const { rows } = await desk.sql.query('select count(*)::int as calls from call_summaries')
    const resumed = await ask('reread', { all: true, resume: true })
    const { reread: read, unreadable, withoutBodies } = resumed.body as Record<string, number>
    expect(Number(read) + Number(unreadable) + Number(withoutBodies)).toBe(rows[0].calls)
    expect((await desk.sql.query('select from call_rereads')).rows).toEqual([])
  })

  it('starts from the first call when it is about other calls', async () => {
    await take('all')
    await desk.sql.query('update call_rereads set ends_at = now()')
    const answer = await ask('reread', { resume: true, where: { vapiCallId: { equals: 'wrong' } } })
    expect(answer.body).toMatchObject({ reread: 1 })
  })

  it('asks for the right to change calls', async () => {
    const viewer = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
    const client = await desk.login(await makeClient(desk.payload))
    const { id } = await kept('wrong')
    for (const [path, body] of [
      ['reread', { all: true }],
      [`${id}/give-back`, { all: true }],
    ] as const) {
      expect((await ask(path, body, {})).status).toBe(401)
      expect((await ask(path, body, viewer)).status).toBe(403)
      expect((await ask(path, body, client)).status).toBe(403)
      expect((await ask(path, { some: true })).status).toBe(400)
    }
  })
})

describe('what a person set', () => {
  it('is laid over a new reading, and given back field by field or as a whole', async () => {
    await post('edited', { at: 1, data: { outcome: 'booked', price: '€30' }, summary: 'reported' })
    await edit('edited', { customerPhone: '+4930', outcome: null, price: 12, summary: 'mine' })
    await misread('edited', `customer_name = 'nobody'`)
    await reread('edited')
    const mine = {
      customerName: null,
      customerPhone: '+4930',
      outcome: null,
      price: 12,
      summary: 'mine',
    }
    expect(await kept('edited')).toMatchObject(mine)

    const { id } = await kept('edited')
    const one = await ask(`${id}/give-back`, { fields: ['price'] })
    expect(one.body).toEqual({ givenBack: ['price'], reread: true })
    const call = await kept('edited')
    expect(call).toMatchObject({ ...mine, currency: 'EUR', price: 30 })
    expect(Object.keys(call.edits as object).sort()).toEqual([
      'customerPhone',
      'outcome',
      'summary',
    ])

    const all = await ask(`${id}/give-back`, { all: true })
    expect(all.body).toMatchObject({ reread: true })
    expect(await kept('edited')).toMatchObject({
      customerPhone: null,
      edits: null,
      outcome: 'booked',
      summary: 'reported',
    })
    const again = await ask(`${id}/give-back`, { all: true })
    expect(again.body).toEqual({ givenBack: [], reread: false })
    const { rows } = await desk.sql.query(
      `select changes from audit_log where action = 'edits_given_back' and document = $1 order by at`,
      [id],
    )
    expect(rows.map(({ changes }) => changes)).toEqual([
      { price: [12, 30] },
      { customerPhone: 'changed', outcome: [null, 'booked'], summary: 'changed' },
    ])
    await post('edited', { at: 2, summary: 'newer' })
    expect(await kept('edited')).toMatchObject({ summary: 'newer' })
  })

  it('is refused with all the fields of a call that a report has changed since', async () => {
    await post('whole', { at: 1, data: { outcome: 'booked' }, summary: 'reported' })
    const { edits, ...opened } = await kept('whole')
    expect(edits).toBeNull()
    await post('whole', { at: 2, summary: 'newer' })
    const save = (body: object) =>
      asJSON({
        body,
        headers: root,
        method: 'PATCH',
        url: `${desk.url}/api/call-summaries/${opened.id}`,
      })
    const stale = await save({ ...opened, outcome: 'mine' })
    expect(stale).toMatchObject({
      body: { errors: [{ code: 'CHANGED_MEANWHILE' }] },
      status: 409,
    })
    expect(await kept('whole')).toMatchObject({
      edits: null,
      outcome: 'booked',
      summary: 'newer',
    })
    // What says only what is stored, only what is meant, or what was read just now, is taken.
    const now = await kept('whole')
    expect((await save({ ...now, updatedAt: opened.updatedAt })).status).toBe(200)
    expect((await save({ outcome: 'mine' })).status).toBe(200)
    expect((await save({ ...(await kept('whole')), price: 12 })).status).toBe(200)
    const saved = await kept('whole')
    expect(saved).toMatchObject({ outcome: 'mine', price: 12, summary: 'newer' })
    expect(Object.keys(saved.edits as object).sort()).toEqual(['outcome', 'price'])
  })

  it('keeps its value where no body is left, and is open to reports again', async () => {
    await post('bare', { at: 1, summary: 'reported' })
    await edit('bare', { summary: 'mine' })
    await desk.sql.query(`delete from webhook_deliveries where vapi_call_id = 'bare'`)
    const { id } = await kept('bare')
    const answer = await ask(`${id}/give-back`, { fields: ['summary'] })
    expect(answer.body).toEqual({ givenBack: ['summary'], reread: false })
    expect(await kept('bare')).toMatchObject({ edits: null, summary: 'mine' })
    await post('bare', { at: 2, summary: 'newer' })
    expect(await kept('bare')).toMatchObject({ summary: 'newer' })
  })
})

describe('reports, edits and readings of one call', () => {
  const outcome = fc.option(fc.constantFrom('a', 'b'), { nil: undefined })
  const reports = fc.uniqueArray(
    fc.record({
      at: fc.integer({ max: 50, min: 1 }),
      data: fc.record({ outcome, room: outcome }),
      summary: outcome,
    }),
    { maxLength: 4, minLength: 1, selector: ({ at }) => at },
  )

  it('end the same in whatever order they come', async () => {
    let call = 0
    const columns = ['field_times', 'outcome', 'price', 'structured_data', 'summary', 'reported_at']
    await fc.assert(
      fc.asyncProperty(reports, fc.nat(4), async (said, after) => {
        call += 1
        for (const each of said) await post(`in-turn-${call}`, each)
        for (const [index, each] of said.entries()) {
          await post(`between-${call}`, each)
          if (index !== after % said.length) continue
          await misread(`between-${call}`, `price = 4, outcome = 'misread'`)
          await reread(`between-${call}`)
        }
        await reread(`between-${call}`)
        const [one, other] = [await stored(`in-turn-${call}`), await stored(`between-${call}`)]
        for (const column of columns)
          expect([column, other?.[column]]).toEqual([column, one?.[column]])
      }),
      { numRuns: 10 },
    )
  })

  it('lose nothing to each other when they come at once', async () => {
    const rounds = Array.from({ length: 10 }, (_, round) => round)
    await post('crowd', { at: 100, data: { outcome: 'right' }, summary: 'first' })
    const report = async () => {
      for (const round of rounds) await post('crowd', { at: round, data: { [`k${round}`]: 1 } })
    }
    const late = async () => {
      // Says nothing new as long as a wrong name is there, and all there is once that is gone.
      for (const round of rounds)
        await post('crowd', { at: 20 + round, data: { name: `n${round}` } })
    }
    const readAgain = async () => {
      for (const _ of rounds) {
        await misread('crowd', `price = 4, customer_name = 'misread'`)
        await asJSON({
          body: { where: { vapiCallId: { equals: 'crowd' } } },
          headers: root,
          url: `${desk.url}/api/webhook-deliveries/replay`,
        })
      }
    }
    const people = async () => {
      for (const round of rounds.slice(0, 5)) await edit('crowd', { customerPhone: `${round}` })
    }
    await Promise.all([report(), late(), readAgain(), people()])
    await reread('crowd')
    const call = await kept('crowd')
    const { rows } = await desk.sql.query(
      `select count(*)::int as bodies from webhook_deliveries where call_summary_id = $1`,
      [call.id],
    )
    expect(rows[0].bodies).toBe(21)
    expect(call).toMatchObject({
      customerPhone: '4',
      outcome: 'right',
      price: null,
      summary: 'first',
    })
    for (const round of rounds) expect(call.structuredData).toHaveProperty(`k${round}`)
    const before = await stored('crowd')
    expect((await reread('crowd')).body).toMatchObject({ changed: 0 })
    expect(await stored('crowd')).toEqual(before)
  })
})

describe('what people set before it was kept apart', () => {
  it('is taken from the history, where no later report said otherwise', async () => {
    const now = Date.now()
    const seconds = (ago: number) => (now - START) / 1000 - ago
    await post('former', { at: seconds(60), data: { outcome: 'booked' }, summary: 'reported' })
    await edit('former', { customerName: 'Ann', outcome: 'mine', summary: 'mine' })
    await edit('former', { customerName: 'Ann Bell' })
    const { id } = await kept('former')
    // As the version before left it: times alone, and one field that a newer report said again.
    const times = JSON.stringify({ customerName: now, outcome: now, summary: now + 120_000 })
    await misread('former', `edits = null, field_times = '${times}'`)
    await desk.sql.query('drop table call_rereads')
    const before = await stored('former')
    const req = await createLocalReq({}, desk.payload)
    await up({ db: desk.payload.db.drizzle, payload: desk.payload, req })

    const after = await stored('former')
    expect(Object.keys(after?.edits as object).sort()).toEqual(['customerName', 'outcome'])
    expect(after?.field_times).toEqual({ summary: now + 120_000 })
    expect([after?.changed_in, after?.updated_at]).toEqual([before?.changed_in, before?.updated_at])
    const { rows } = await desk.sql.query(
      `select max(at) as at from audit_log where document = $1 and changes ? 'customerName'`,
      [id],
    )
    expect(after?.edits).toMatchObject({ customerName: rows[0].at.toISOString() })
  })
})

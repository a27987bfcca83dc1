import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { TEST_CALL_PREFIX } from '../../../src/vapi/testCall'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Client = User & { vapiWebhookToken: string }
type Said = { at?: number; endedReason?: string; outcome?: string; summary?: string }

const DAY = 24 * 60 * 60 * 1_000

let desk: TestDesk
let root: Record<string, string>
/** Clients by their rule. */
const clients: Record<string, Client> = {}

const report = (id: string, { at = 0, endedReason, outcome, summary }: Said) => ({
  message: {
    analysis: { structuredData: outcome === undefined ? {} : { outcome }, summary },
    call: { id },
    ...(endedReason ? { endedReason } : {}),
    timestamp: Date.now() + at,
    type: 'end-of-call-report',
  },
})

const post = (client: Client, id: string, said: Said) =>
  asJSON({
    body: report(id, said),
    url: `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`,
  })

type Row = {
  follow_up: null | string
  follow_up_at: Date | null
  follow_up_by: null | string
  follow_up_due_at: Date | null
  follow_up_note: null | string
  id: string
}

const rowOf = async (callID: string): Promise<Row> => {
  const { rows } = await desk.sql.query<Row>(
    `select id, follow_up, follow_up_by, follow_up_at, follow_up_due_at, follow_up_note
     from call_summaries where vapi_call_id = $1`,
    [callID],
  )
  const [row] = rows
  if (!row) throw new Error(`There is no ${callID}`)
  return row
}

const stateOf = async (callID: string) => {
  const { follow_up, follow_up_at, follow_up_by, follow_up_due_at, follow_up_note } =
    await rowOf(callID)
  return [follow_up, follow_up_by, follow_up_at !== null, follow_up_due_at, follow_up_note]
}

const OPENED = ['open', 'rule', true, null, null]
const UNTOUCHED = [null, null, false, null, null]

const set = async (client: Client, callID: string, body: unknown) => {
  const { id } = await rowOf(callID)
  const answer = await asJSON({
    body,
    headers: await signedIn(desk.payload, client),
    url: `${desk.url}/api/call-summaries/${id}/follow-up`,
  })
  expect(answer.status).toBe(200)
}

const CALLBACK = { outcome: 'callback requested' }
const RANG_OUT = { endedReason: 'call.forwarding.operator-busy' }

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  const make = (followUpRule: User['followUpRule'], more = {}) =>
    makeClient(desk.payload, { followUpRule, ...more })
  clients.unset = await make(null)
  clients.notified = await make(null, { emailNotifications: true })
  clients.off = await make({ endings: [], outcomes: [] })
  clients.own = await make({ endings: ['voicemail'], outcomes: ['Quote Requested'] })
  // As other programs could write it: JSON's own null, and what is no rule.
  clients.jsonNull = await make(null)
  clients.broken = await make(null)
  await desk.sql.query(`update users set follow_up_rule = 'null' where id = $1`, [
    clients.jsonNull.id,
  ])
  await desk.sql.query(`update users set follow_up_rule = '["callback"]' where id = $1`, [
    clients.broken.id,
  ])
})

afterAll(() => desk.stop())

const nameOf = (rule: string, said: Said) => `${rule} ${JSON.stringify(said)}`
const clientOf = (rule: string): Client => {
  const client = clients[rule]
  if (!client) throw new Error(`No client has the rule ${rule}`)
  return client
}

describe('a first report', () => {
  it.each<[string, Said, boolean]>([
    ['unset', CALLBACK, true],
    ['unset', { outcome: 'Callback_Requested ' }, true],
    ['unset', { outcome: 'callback' }, true],
    ['unset', RANG_OUT, true],
    ['unset', { outcome: 'booked', ...RANG_OUT }, true],
    ['unset', { outcome: 'booked' }, false],
    ['unset', { outcome: 'no callback requested' }, false],
    ['unset', { endedReason: 'customer-did-not-answer' }, false],
    ['unset', {}, false],
    ['notified', CALLBACK, true],
    ['notified', { outcome: 'booked' }, false],
    ['jsonNull', CALLBACK, true],
    ['broken', CALLBACK, false],
    ['off', CALLBACK, false],
    ['off', RANG_OUT, false],
    ['own', CALLBACK, false],
    ['own', RANG_OUT, false],
    ['own', { outcome: 'quote requested' }, true],
    ['own', { endedReason: 'voicemail' }, true],
  ])('is a to-do by the client’s rule alone: %s %j %s', async (rule, said, isOpened) => {
    const name = nameOf(rule, said)
    expect((await post(clientOf(rule), name, said)).status).toBe(200)
    expect(await stateOf(name)).toEqual(isOpened ? OPENED : UNTOUCHED)
  })

  it('is stored with many others in one statement, each by the rule of its client', async () => {
    const rules = ['unset', 'notified', 'off', 'own']
    const calls = Array.from({ length: 40 }, (_, n) => ({
      name: `batch ${n}`,
      rule: rules[n % rules.length] ?? 'unset',
      said: n % 3 === 0 ? { outcome: 'quote requested' } : CALLBACK,
    }))
    await Promise.all(calls.map(({ name, rule, said }) => post(clientOf(rule), name, said)))
    for (const { name, rule, said } of calls) {
      const isQuote = said.outcome === 'quote requested'
      const isOpened = rule === 'own' ? isQuote : rule !== 'off' && !isQuote
      expect([name, await stateOf(name)]).toEqual([name, isOpened ? OPENED : UNTOUCHED])
    }
  })

  it('opens nothing when it is three days old, or the desk’s own test', async () => {
    await post(clientOf('unset'), 'old', { ...CALLBACK, at: -3 * DAY - 60_000 })
    await post(clientOf('unset'), 'nearly old', { ...CALLBACK, at: -3 * DAY + 60_000 })
    await post(clientOf('unset'), `${TEST_CALL_PREFIX}1`, CALLBACK)
    expect(await stateOf('old')).toEqual(UNTOUCHED)
    expect(await stateOf('nearly old')).toEqual(OPENED)
    expect(await stateOf(`${TEST_CALL_PREFIX}1`)).toEqual(UNTOUCHED)
  })

  it('opens nothing when a program creates the call', async () => {
    const { body, status } = await asJSON<{ doc: { followUp: null } }>({
      body: {
        client: clientOf('unset').id,
        followUp: 'open',
        outcome: 'callback requested',
        vapiCallId: 'imported',
      },
      headers: root,
      url: `${desk.url}/api/call-summaries`,
    })
    expect([status, body.doc.followUp ?? null]).toEqual([201, null])
    expect(await stateOf('imported')).toEqual(UNTOUCHED)
  })
})

describe('a later report', () => {
  it('opens what the first one left alone', async () => {
    await post(clientOf('unset'), 'later', { at: -2_000, summary: 'first' })
    expect(await stateOf('later')).toEqual(UNTOUCHED)
    await post(clientOf('unset'), 'later', { at: -1_000, ...CALLBACK })
    expect(await stateOf('later')).toEqual(OPENED)
  })

  it('does not by a rule that says nothing of it, nor for a test or an old call', async () => {
    await post(clientOf('off'), 'later off', { at: -2_000, summary: 'first' })
    await post(clientOf('off'), 'later off', { at: -1_000, ...CALLBACK })
    await post(clientOf('unset'), 'later old', { at: -4 * DAY, summary: 'first' })
    await post(clientOf('unset'), 'later old', { at: -4 * DAY + 1_000, ...CALLBACK })
    await post(clientOf('unset'), `${TEST_CALL_PREFIX}2`, { at: -2_000, summary: 'first' })
    await post(clientOf('unset'), `${TEST_CALL_PREFIX}2`, { at: -1_000, ...CALLBACK })
    for (const name of ['later off', 'later old', `${TEST_CALL_PREFIX}2`]) {
      expect([name, await stateOf(name)]).toEqual([name, UNTOUCHED])
    }
  })

  it('never closes, reopens or clears anything', async () => {
    const client = clientOf('unset')
    await post(client, 'kept open', { at: -9_000, ...CALLBACK })
    const opened = await rowOf('kept open')
    await post(client, 'kept open', { at: -8_000, outcome: 'booked' })
    expect(await rowOf('kept open')).toEqual(opened)

    for (const [name, change, expected] of [
      [
        'kept done',
        { followUp: 'done', followUpNote: 'called' },
        ['done', 'client', true, null, 'called'],
      ],
      ['kept clear', { followUp: null }, [null, 'client', true, null, null]],
    ] as const) {
      await post(client, name, { at: -9_000, ...CALLBACK })
      await set(client, name, change)
      await post(client, name, { at: -8_000, outcome: 'callback', summary: 'again' })
      await post(client, name, { at: -7_000, ...RANG_OUT })
      expect(await stateOf(name)).toEqual(expected)
    }
  })

  it('opens nothing that a person cleared before any rule did', async () => {
    const client = clientOf('unset')
    await post(client, 'cleared first', { at: -9_000, summary: 'first' })
    await set(client, 'cleared first', { followUp: null })
    await post(client, 'cleared first', { at: -8_000, ...CALLBACK })
    expect(await stateOf('cleared first')).toEqual([null, 'client', true, null, null])
  })

  it('loses no press of a person, however they race', async () => {
    const client = clientOf('unset')
    for (let round = 0; round < 10; round += 1) {
      const name = `race ${round}`
      await post(client, name, { at: -60_000, summary: 'first' })
      await Promise.all([
        ...[1, 2, 3, 4].map((n) =>
          post(client, name, { at: -50_000 + n, outcome: 'callback', summary: `said ${n}` }),
        ),
        set(client, name, { followUp: 'done', followUpNote: 'dealt with' }),
      ])
      expect(await stateOf(name)).toEqual(['done', 'client', true, null, 'dealt with'])
      const { rows } = await desk.sql.query<{ summary: string }>(
        'select summary from call_summaries where vapi_call_id = $1',
        [name],
      )
      expect(rows).toEqual([{ summary: 'said 4' }])
    }
  })
})

describe('what opens nothing', () => {
  const deliveriesOf = async (callID: string) =>
    (
      await desk.sql.query<{ id: string }>(
        'select id from webhook_deliveries where vapi_call_id = $1',
        [callID],
      )
    ).rows.map(({ id }) => id)

  const replay = async (ids: readonly string[]) => {
    const answer = await asJSON({
      body: { ids },
      headers: root,
      url: `${desk.url}/api/webhook-deliveries/replay`,
    })
    expect(answer.body).toEqual({ needsReview: 0, replayed: ids.length })
  }

  it('a replay of a first report', async () => {
    await post(clientOf('unset'), 'replayed', CALLBACK)
    await desk.sql.query(`delete from call_summaries where vapi_call_id = 'replayed'`)
    await replay(await deliveriesOf('replayed'))
    expect(await stateOf('replayed')).toEqual(UNTOUCHED)
  })

  it('a replay that is merged', async () => {
    await post(clientOf('unset'), 'merged again', { at: -2_000, summary: 'first' })
    await post(clientOf('unset'), 'merged again', { at: -1_000, ...CALLBACK })
    await desk.sql.query(
      `update call_summaries set outcome = null, field_times = null, follow_up = null, follow_up_by = null,
         follow_up_at = null where vapi_call_id = 'merged again'`,
    )
    await replay(await deliveriesOf('merged again'))
    expect(await stateOf('merged again')).toEqual(UNTOUCHED)
    const { rows } = await desk.sql.query(
      `select outcome from call_summaries where vapi_call_id = 'merged again'`,
    )
    expect(rows).toEqual([{ outcome: 'callback requested' }])
  })

  it('reading a call again', async () => {
    await post(clientOf('unset'), 'read again', CALLBACK)
    await desk.sql.query(
      `update call_summaries set outcome = 'booked', follow_up = null, follow_up_by = null, follow_up_at = null
       where vapi_call_id = 'read again'`,
    )
    const { id } = await rowOf('read again')
    const answer = await asJSON({
      body: { ids: [id] },
      headers: root,
      url: `${desk.url}/api/call-summaries/reread`,
    })
    expect(answer.body).toMatchObject({ changed: 1 })
    expect(await stateOf('read again')).toEqual(UNTOUCHED)
  })

  it('an edit by staff', async () => {
    await post(clientOf('unset'), 'edited', { outcome: 'booked' })
    const { id } = await rowOf('edited')
    const answer = await asJSON({
      body: { outcome: 'callback requested' },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/call-summaries/${id}`,
    })
    expect(answer.status).toBe(200)
    expect(await stateOf('edited')).toEqual(UNTOUCHED)
  })
})

describe('the client’s own rule', () => {
  it('is stored as it is compared, and refused when it is none', async () => {
    const client = await makeClient(desk.payload)
    const headers = await signedIn(desk.payload, client)
    const change = (followUpRule: unknown) =>
      asJSON<{ doc: User }>({
        body: { followUpRule },
        headers,
        method: 'PATCH',
        url: `${desk.url}/api/users/${client.id}`,
      })
    const { body, status } = await change({
      endings: ['error'],
      outcomes: ['Price_Asked', 'price asked'],
    })
    expect([status, body.doc.followUpRule]).toEqual([
      200,
      { endings: ['error'], outcomes: ['price asked'] },
    ])
    await post(client, 'by the new rule', { outcome: 'price asked' })
    expect(await stateOf('by the new rule')).toEqual(OPENED)

    expect((await change({ endings: ['nothing'], outcomes: [] })).status).toBe(400)
    expect((await change(null)).body.doc.followUpRule).toBe(null)
    await post(client, 'by the default rule', { outcome: 'price asked' })
    expect(await stateOf('by the default rule')).toEqual(UNTOUCHED)
  })
})

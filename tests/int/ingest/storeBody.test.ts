import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bodyDeliveryID, storeBody } from '../../../src/ingest/storeBody'
import { unpackText } from '../../../src/lib/packedText'
import { justBefore } from '../../helpers/beforeStatement'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { DESK_WITH_OUTCOMES, meaning, SAID } from '../../helpers/mappings'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Client = Awaited<ReturnType<typeof makeClient>>

const MINUTE = 60_000
/** The end of the call, in whole seconds. */
const END = Math.floor((Date.now() - 30 * MINUTE) / 1000) * 1000

let client: Client
let desk: TestDesk
let root: Record<string, string>
let counter = 0

const newCall = () => {
  counter += 1
  return `moved-${counter}`
}

const bodyOf = (callID: string, more: object = {}) => ({
  message: {
    analysis: { structuredData: { outcome: 'callback requested', result: SAID }, summary: 'Said.' },
    call: { id: callID },
    endedAt: new Date(END).toISOString(),
    startedAt: new Date(END - 2 * MINUTE).toISOString(),
    timestamp: END + 5_000,
    type: 'end-of-call-report',
    ...more,
  },
})

const textOf = (callID: string, more: object = {}) => JSON.stringify(bodyOf(callID, more))

const store = (text: string, { announce = false, source = 'imported' as const } = {}) =>
  storeBody({ announce, clientID: client.id, payload: desk.payload, source, text })

const post = (body: unknown) =>
  asJSON({ body, url: `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}` })

const callsOf = async (callID: string) => {
  const { rows } = await desk.sql.query<{
    follow_up: null | string
    outcome: null | string
    reported_at: Date
    source: string
    summary: null | string
    updated_at: Date
  }>('select * from call_summaries where vapi_call_id = $1', [callID])
  return rows
}

const deliveriesOf = async (callID: string) => {
  const { rows } = await desk.sql.query<{
    body: Uint8Array
    id: string
    received_at: Date
    source: string
    state: string
  }>('select * from webhook_deliveries where vapi_call_id = $1 order by received_at, id', [callID])
  return rows
}

const notificationsOf = async (callID: string) =>
  (await desk.sql.query('select 1 from notifications where vapi_call_id = $1', [callID])).rows
    .length

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  await desk.sql.query('update field_mapping set mapping = $1', [
    JSON.stringify(DESK_WITH_OUTCOMES),
  ])
})

afterAll(() => desk.stop())

beforeEach(async () => {
  client = await makeClient(desk.payload, { emailNotifications: true })
})

describe('a body that did not come by the webhook', () => {
  it('becomes a call that was reported when it ended, and nobody is told', async () => {
    const callID = newCall()
    expect(await store(textOf(callID))).toBe('stored')
    const [call] = await callsOf(callID)
    expect(call).toMatchObject({
      follow_up: null,
      outcome: 'callback requested',
      reported_at: new Date(END),
      source: 'imported',
      summary: 'Said.',
    })
    const [delivery] = await deliveriesOf(callID)
    expect(delivery).toMatchObject({
      id: bodyDeliveryID({ clientID: client.id, text: textOf(callID) }),
      received_at: new Date(END),
      source: 'imported',
      state: 'stored',
    })
    expect(await notificationsOf(callID)).toBe(0)
  })

  it('sets off what a report does, if it is to', async () => {
    const callID = newCall()
    const announced = { announce: true, source: 'recovered' as const }
    expect(
      await storeBody({
        ...announced,
        clientID: client.id,
        payload: desk.payload,
        text: textOf(callID),
      }),
    ).toBe('stored')
    expect(await callsOf(callID)).toMatchObject([{ follow_up: 'open', source: 'recovered' }])
    expect(await notificationsOf(callID)).toBe(1)
  })

  it('changes nothing a second time', async () => {
    const callID = newCall()
    await store(textOf(callID))
    const before = [await callsOf(callID), await deliveriesOf(callID)]
    expect(await store(textOf(callID))).toBe('known')
    expect([await callsOf(callID), await deliveriesOf(callID)]).toEqual(before)
  })

  it('is stored once however often it comes at the same time', async () => {
    const callID = newCall()
    const states = await Promise.all(Array.from({ length: 8 }, () => store(textOf(callID))))
    expect(states.filter((state) => state === 'stored')).toHaveLength(1)
    expect(await callsOf(callID)).toHaveLength(1)
    expect(await deliveriesOf(callID)).toHaveLength(1)
  })

  it('and a report of the same call at the same time make one call', async () => {
    const callID = newCall()
    const [state, answer] = await Promise.all([
      store(textOf(callID)),
      post(bodyOf(callID, { timestamp: END + 60_000 })),
    ])
    expect(answer.status).toBe(200)
    expect(['merged', 'stored']).toContain(state)
    const calls = await callsOf(callID)
    expect(calls).toHaveLength(1)
    expect(calls[0]?.source).toBe(state === 'stored' ? 'imported' : 'webhook')
    expect(await deliveriesOf(callID)).toHaveLength(2)
  })

  it('adds to a call that the webhook brought, which stays the webhook’s', async () => {
    const callID = newCall()
    await post(bodyOf(callID, { analysis: {} }))
    expect(await store(textOf(callID))).toBe('merged')
    expect(await callsOf(callID)).toMatchObject([{ source: 'webhook', summary: 'Said.' }])
    const sources = (await deliveriesOf(callID)).map(({ source }) => source)
    expect(sources.toSorted()).toEqual(['imported', 'webhook'])
  })

  it('stays what it is when the webhook adds to it, and when it is replayed', async () => {
    const callID = newCall()
    await store(textOf(callID, { analysis: {} }))
    await post(bodyOf(callID))
    const ids = (await deliveriesOf(callID)).map(({ id }) => id)
    const answer = await asJSON({
      body: { ids },
      headers: root,
      url: `${desk.url}/api/webhook-deliveries/replay`,
    })
    expect(answer.body).toEqual({ needsReview: 0, replayed: 2 })
    expect(await callsOf(callID)).toMatchObject([{ source: 'imported', summary: 'Said.' }])
    const sources = (await deliveriesOf(callID)).map(({ source }) => source)
    expect(sources.toSorted()).toEqual(['imported', 'webhook'])
  })

  it('brings its call back as imported when that was deleted, and nobody is told', async () => {
    const callID = newCall()
    await store(textOf(callID))
    await desk.sql.query('delete from call_summaries where vapi_call_id = $1', [callID])
    const ids = (await deliveriesOf(callID)).map(({ id }) => id)
    await asJSON({ body: { ids }, headers: root, url: `${desk.url}/api/webhook-deliveries/replay` })
    expect(await callsOf(callID)).toMatchObject([{ follow_up: null, source: 'imported' }])
    expect(await notificationsOf(callID)).toBe(0)
  })

  it('is masked, and read with the mapping of now', async () => {
    await desk.sql.query('update users set field_mapping = $2 where id = $1', [
      client.id,
      JSON.stringify(meaning('imported_meaning')),
    ])
    const callID = newCall()
    await store(textOf(callID, { note: `token ${client.vapiWebhookToken} of ours` }))
    expect(await callsOf(callID)).toMatchObject([{ outcome: 'imported_meaning' }])
    const [delivery] = await deliveriesOf(callID)
    expect(unpackText(delivery?.body ?? new Uint8Array())).not.toContain(client.vapiWebhookToken)
  })

  it.each([
    ['stored', 'desk_store_by_id_none', false],
    ['merged', 'desk_store_merged_by_id', true],
  ])('is read again if the mapping changes just before it is %s', async (state, statement, is) => {
    const callID = newCall()
    if (is) await post(bodyOf(callID, { analysis: {} }))
    const change = () =>
      desk.sql.query('update users set field_mapping = $2 where id = $1', [
        client.id,
        JSON.stringify(meaning('changed')),
      ])
    const race = () => store(textOf(callID))
    const stored = await justBefore(desk.payload.db.pool, { act: change, race, statement })
    expect(stored).toBe(state)
    expect(await callsOf(callID)).toMatchObject([{ outcome: 'changed' }])
  })

  it('with several messages becomes several calls, each at its own end', async () => {
    const [first, second] = [newCall(), newCall()]
    const later = new Date(END + 10 * MINUTE).toISOString()
    const text = JSON.stringify([bodyOf(first), bodyOf(second, { endedAt: later })])
    expect(await store(text)).toBe('stored')
    expect(await store(text)).toBe('known')
    expect(await callsOf(first)).toMatchObject([{ reported_at: new Date(END) }])
    expect(await callsOf(second)).toMatchObject([{ reported_at: new Date(later) }])
  })

  it('without an end counts as reported when it began, plus its length', async () => {
    const callID = newCall()
    await store(textOf(callID, { durationSeconds: 60, endedAt: undefined, timestamp: undefined }))
    expect(await callsOf(callID)).toMatchObject([{ reported_at: new Date(END - MINUTE) }])
  })

  it('that is no report is kept for review, or not at all', async () => {
    const count = async () => {
      const { rows } = await desk.sql.query<{ source: string; state: string }>(
        'select source, state from webhook_deliveries where client_id = $1',
        [client.id],
      )
      return rows
    }
    expect(await store('no json')).toBe('needs_review')
    expect(await store(JSON.stringify({ message: { type: 'status-update' } }))).toBe('no_report')
    expect(await count()).toEqual([{ source: 'imported', state: 'needs_review' }])
  })

  it('of nobody is not stored', async () => {
    const clientID = '00000000-0000-4000-8000-000000000000'
    const text = textOf(newCall())
    expect(
      await storeBody({
        announce: false,
        clientID,
        payload: desk.payload,
        source: 'imported',
        text,
      }),
    ).toBe('no_client')
  })
})

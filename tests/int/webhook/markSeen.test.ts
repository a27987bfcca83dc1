import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDeliveryHealth } from '../../../src/clients/deliveryHealth'
import { readDeliveryProblems } from '../../../src/figures/deliveryProblems'
import { readDeskHealth } from '../../../src/figures/deskHealth'
import { readDatabaseState } from '../../../src/metrics/databaseState'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { recorded } from '../../helpers/history'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>

let desk: TestDesk
let client: User & { vapiWebhookToken: string }
let root: Headers
const people: Record<string, Headers> = {}

const post = (body: unknown) =>
  asJSON({ body, url: `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}` })

const mark = (body: unknown, headers = root) =>
  asJSON({ body, headers, url: `${desk.url}/api/webhook-deliveries/mark-seen` })

const report = (id: string) => ({
  message: { call: { id }, timestamp: Date.now(), type: 'end-of-call-report' },
})

/** Deliveries of the client that need review, as many as that. */
const problems = async (count: number): Promise<string[]> => {
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into webhook_deliveries (id, client_id, state, problem, body, received_at)
     select gen_random_uuid(), $1, 'needs_review', 'The report contains no call ID.', '{}', now()
     from generate_series(1, $2::int) returning id`,
    [client.id, count],
  )
  return rows.map(({ id }) => id)
}

const seenOf = async (ids: readonly string[]) => {
  const { rows } = await desk.sql.query<{ seen_at: Date | null; state: string }>(
    'select state, seen_at from webhook_deliveries where id = any($1) order by id',
    [ids],
  )
  return rows
}

/** How many deliveries need review, by everything that counts them. */
const counts = async () => {
  const { pool } = desk.payload.db
  const scope = { calls: true, deliveries: true, notifications: true }
  const list = await asJSON<{ totalDocs: number }>({
    headers: root,
    url: `${desk.url}/api/webhook-deliveries?where[and][0][state][equals]=needs_review&where[and][1][seenAt][exists]=false`,
  })
  return [
    (await readDeskHealth({ pool, scope })).needsReview,
    (await readDeliveryProblems({ pool })).needsReview,
    (await readDeliveryHealth({ id: client.id, pool }))?.needsReview,
    (await readDatabaseState(pool))?.needsReview,
    list.body.totalDocs,
  ]
}

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
  people.nobody = {}
  people.client = await signedIn(desk.payload, client)
  people.staff = await signedIn(desk.payload, await makeStaff(desk.payload))
  people.viewer = await signedIn(
    desk.payload,
    await makeStaff(desk.payload, ['webhook-deliveries.view', 'webhook-deliveries.delete']),
  )
  people.changer = await signedIn(
    desk.payload,
    await makeStaff(desk.payload, ['webhook-deliveries.view', 'webhook-deliveries.change']),
  )
})

afterAll(() => desk.stop())

describe('marking a delivery as seen', () => {
  it('takes it out of everything that counts what needs review, and keeps its state', async () => {
    await post({ message: { type: 'end-of-call-report' } })
    await post(report('read'))
    const { rows } = await desk.sql.query<{ id: string }>('select id from webhook_deliveries')
    expect(await counts()).toEqual([1, 1, 1, 1, 1])

    expect((await mark({ ids: rows.map(({ id }) => id) })).body).toEqual({ marked: 1, skipped: 1 })

    expect(await counts()).toEqual([0, 0, 0, 0, 0])
    const { docs } = (
      await asJSON<{ docs: { seenAt: null | string; state: string }[] }>({
        headers: root,
        url: `${desk.url}/api/webhook-deliveries?where[state][equals]=needs_review`,
      })
    ).body
    expect(docs).toMatchObject([{ seenAt: expect.any(String), state: 'needs_review' }])
    const refused = await readDeliveryProblems({ pool: desk.payload.db.pool })
    expect(refused).toMatchObject({ clients: [], count: 0, hasDeliveries: true })
  })

  it('can be taken back, and is repeated without effect', async () => {
    const ids = await problems(2)
    expect((await mark({ ids })).body).toEqual({ marked: 2, skipped: 0 })
    const before = await seenOf(ids)
    expect((await mark({ ids })).body).toEqual({ marked: 0, skipped: 2 })
    expect(await seenOf(ids)).toEqual(before)
    expect((await mark({ ids, seen: false })).body).toEqual({ marked: 2, skipped: 0 })
    expect(await counts()).toEqual([2, 2, 2, 2, 2])
    expect((await mark({ ids, seen: false })).body).toEqual({ marked: 0, skipped: 2 })
    expect((await mark({ where: { state: { equals: 'needs_review' } } })).body).toMatchObject({
      marked: 2,
    })
  })

  it('is in the history: one entry for one, and one for many', async () => {
    const [one = '', ...many] = await problems(3)
    const entries = await recorded(desk.sql, async () => {
      await mark({ ids: [one] })
      await mark({ ids: many })
    })
    expect(entries).toMatchObject([
      {
        action: 'changed',
        changes: { seenAt: [null, expect.any(String)] },
        collection: 'webhook-deliveries',
        document: one,
        touched: [],
      },
      { action: 'changed', document: null, touched: [{}, {}] },
    ])
    expect(entries[1]?.touched.map(({ document }) => document).sort()).toEqual([...many].sort())
  })

  it('outlives a replay that cannot read it either', async () => {
    await post({ message: { type: 'end-of-call-report' } })
    const { rows } = await desk.sql.query<{ id: string }>(
      `select id from webhook_deliveries where state = 'needs_review' and seen_at is null`,
    )
    const ids = rows.map(({ id }) => id)
    await mark({ ids })
    const replayed = await asJSON({
      body: { ids },
      headers: root,
      url: `${desk.url}/api/webhook-deliveries/replay`,
    })
    expect(replayed.body).toEqual({ needsReview: 1, replayed: 1 })
    expect(await seenOf(ids)).toMatchObject([{ seen_at: expect.any(Date), state: 'needs_review' }])
  })

  it('is done once by several people at once', async () => {
    const ids = await problems(20)
    const entries = await recorded(desk.sql, async () => {
      const answers = await Promise.all(
        [ids, [...ids].reverse(), ids].map((each) => mark({ ids: each })),
      )
      const marked = answers.map(({ body }) => Reflect.get(Object(body), 'marked'))
      expect(marked.reduce((sum, each) => sum + each, 0)).toBe(20)
    })
    expect(
      entries.flatMap(({ touched }) => touched.map(({ document }) => document)).sort(),
    ).toEqual([...ids].sort())
  })

  it('and a replay that reads it at last do not undo each other', async () => {
    const ids = await problems(10)
    await desk.sql.query(`update webhook_deliveries set body = $2 where id = any($1)`, [
      ids,
      Buffer.from(JSON.stringify(report('read at last'))),
    ])
    await Promise.all([
      mark({ ids }),
      asJSON({ body: { ids }, headers: root, url: `${desk.url}/api/webhook-deliveries/replay` }),
    ])
    for (const { state } of await seenOf(ids)) expect(state).not.toBe('needs_review')
  })
})

describe('who may mark a delivery as seen', () => {
  it.each([
    ['nobody', 401],
    ['client', 403],
    ['staff', 403],
    ['viewer', 403],
    ['changer', 200],
  ])('by the action: %s gets %i', async (name, status) => {
    const ids = await problems(1)
    expect((await mark({ ids }, people[name])).status).toBe(status)
    expect((await mark({ all: true }, people[name])).status).toBe(status)
    const isMarked = status === 200
    expect((await seenOf(ids))[0]?.seen_at === null).toBe(!isMarked)
  })

  it.each([{}, { ids: [] }, { ids: ['x'] }, { all: true, seen: 'yes' }, { all: true, other: 1 }])(
    'but not with the body %o',
    async (body) => {
      expect((await mark(body, people.changer)).status).toBe(400)
    },
  )

  it('by no other door, whoever asks', async () => {
    const [id = ''] = await problems(1)
    const url = `${desk.url}/api/webhook-deliveries`
    const data = { seenAt: new Date().toISOString() }
    for (const headers of [root, ...Object.values(people)]) {
      const answers = [
        await asJSON({ body: data, headers, method: 'PATCH', url: `${url}/${id}` }),
        await asJSON({
          body: data,
          headers,
          method: 'PATCH',
          url: `${url}?where[id][equals]=${id}`,
        }),
        await asJSON({ body: { ...data, body: '{}' }, headers, url }),
      ]
      for (const { status } of answers) expect(status).toBe(403)
      const query = `mutation { updateWebhookDelivery(id: "${id}", data: { seenAt: "${data.seenAt}" }) { id } }`
      const { errors } = (await graphQL({ headers, query, url: desk.url })).body
      expect(errors?.length).toBeGreaterThan(0)
    }
    expect(await seenOf([id])).toMatchObject([{ seen_at: null }])
  })

  it('and the mark is read by those who may see deliveries, and by nobody else', async () => {
    const [id = ''] = await problems(1)
    await mark({ ids: [id] })
    const url = `${desk.url}/api/webhook-deliveries/${id}`
    const query = `{ WebhookDelivery(id: "${id}") { seenAt } }`
    for (const [name, headers] of Object.entries(people)) {
      const maySee = name === 'viewer' || name === 'changer'
      const read = await asJSON<{ seenAt?: string }>({ headers, url })
      expect(Boolean(read.body.seenAt)).toBe(maySee)
      const { data } = (
        await graphQL<{ WebhookDelivery: unknown }>({ headers, query, url: desk.url })
      ).body
      expect(Boolean(data?.WebhookDelivery)).toBe(maySee)
    }
  })
})

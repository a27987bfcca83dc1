import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Many = { docs?: { id: string }[]; errors?: { code?: string }[] }

const MANY = 1_001

let desk: TestDesk
let root: Record<string, string>
let client: Record<string, string>

beforeAll(async () => {
  desk = await createTestDesk()
  const { payload } = desk
  root = await signedIn(payload, await makeSuperuser(payload))
  const user = await makeClient(payload)
  client = await signedIn(payload, user)
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, outcome, transcript)
     select gen_random_uuid(), $1, 'call ' || n, now(), case when n = 1 then 'one' else 'many' end, 'said'
     from generate_series(1, ${MANY} + 1) n`,
    [user.id],
  )
  await desk.sql.query(
    `insert into webhook_deliveries (id, client_id, state, body, received_at, problem)
     select gen_random_uuid(), $1, 'needs_review', '{}', now(), case when n = 1 then 'one' else 'many' end
     from generate_series(1, ${MANY} + 1) n`,
    [user.id],
  )
}, 120_000)

afterAll(() => desk.stop())

const send = (path: string, method: 'DELETE' | 'PATCH', headers = root) =>
  asJSON<Many>({
    ...(method === 'PATCH' && { body: { serviceName: 'cut' } }),
    headers,
    method,
    url: `${desk.url}/api${path}`,
  })

const count = async (table: string): Promise<number> =>
  Number((await desk.sql.query(`select count(*) from ${table}`)).rows[0]?.count)

describe('more documents than one transaction can hold', () => {
  it.each([
    ['/call-summaries?where[outcome][equals]=many', 'DELETE'],
    ['/call-summaries?where[outcome][equals]=many', 'PATCH'],
    ['/call-summaries?where[id][exists]=true&limit=0', 'PATCH'],
    ['/webhook-deliveries?where[problem][equals]=many', 'DELETE'],
  ] as const)('are refused by %s %s', async (path, method) => {
    const { body, status } = await send(path, method)
    expect([status, body.errors?.[0]?.code]).toEqual([400, 'TOO_MANY_DOCUMENTS'])
    expect([await count('call_summaries'), await count('webhook_deliveries')]).toEqual([
      MANY + 1,
      MANY + 1,
    ])
  })

  it('tell who may not write them nothing of how many there are', async () => {
    for (const filter of ['many', 'none']) {
      const path = `/call-summaries?where[outcome][equals]=${filter}`
      expect((await send(path, 'DELETE', client)).status).toBe(403)
      expect((await send(path, 'PATCH', client)).status).toBe(403)
    }
  })

  it('are written a part at a time, by a limit or a filter that finds fewer', async () => {
    const { body } = await send('/call-summaries?where[outcome][equals]=one', 'PATCH')
    expect(body.docs).toHaveLength(1)
    const part = await send('/call-summaries?where[outcome][equals]=many&limit=5', 'PATCH')
    expect(part.body.docs).toHaveLength(5)
    const gone = await send('/call-summaries?where[outcome][equals]=one', 'DELETE')
    expect(gone.body.docs).toHaveLength(1)
    expect(gone.body.docs?.[0]).not.toHaveProperty('transcript')
    const delivery = await send('/webhook-deliveries?where[problem][equals]=one', 'DELETE')
    expect(delivery.body.docs).toHaveLength(1)
    expect(delivery.body.docs?.[0]).not.toHaveProperty('body')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let headers: Record<string, string>

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  headers = await desk.login(await makeSuperuser(desk.payload))
})

afterAll(() => desk.stop())

const insertCall = async (): Promise<string> => {
  const client = await makeClient(desk.payload)
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
     values (uuidv7(), $1, 'call', now()) returning id`,
    [client.id],
  )
  return rows[0]?.id ?? ''
}

const MAKE: Record<string, () => Promise<string>> = {
  'call-summaries': insertCall,
  groups: async () =>
    (await desk.payload.create({ collection: 'groups', data: { name: crypto.randomUUID() } })).id,
  users: async () => (await makeClient(desk.payload, { isActive: false })).id,
}

describe.each(Object.entries(MAKE))('what two delete at once, of %s', (slug, make) => {
  it('is deleted, and was not there for whoever comes later', async () => {
    for (let round = 0; round < 6; round += 1) {
      const url = `${desk.url}/api/${slug}/${await make()}`
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => asJSON({ headers, method: 'DELETE', url })),
      )
      const statuses = answers.map(({ status }) => status)
      expect(statuses).toContain(200)
      expect(statuses.filter((status) => status !== 200 && status !== 404)).toEqual([])
    }
  })
})

describe('whoever may not change or delete a call', () => {
  it.each(['DELETE', 'PATCH'])('is told so by %s without waiting for its row', async (method) => {
    const id = await insertCall()
    const { rows } = await desk.sql.query('select client_id from call_summaries where id = $1', [
      id,
    ])
    const user = await desk.payload.findByID({ collection: 'users', id: rows[0]?.client_id })
    const asClient = await desk.login(user)
    const holder = await desk.sql.connect()
    try {
      await holder.query('begin')
      await holder.query('select 1 from call_summaries where id = $1 for update', [id])
      for (const path of [`/${id}`, '?where[id][exists]=true']) {
        const url = `${desk.url}/api/call-summaries${path}`
        const { status } = await asJSON({ body: { summary: 'x' }, headers: asClient, method, url })
        expect([path, status]).toEqual([path, 403])
      }
    } finally {
      await holder.query('rollback')
      holder.release()
    }
  })
})

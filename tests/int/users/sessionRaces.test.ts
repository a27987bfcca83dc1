import { randomUUID } from 'node:crypto'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshOperation } from '../../../src/payload/operations'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  await makeSuperuser(desk.payload)
})

afterAll(() => desk.stop())

/** A request that was authenticated while its session was open, which it no longer is. */
const askLate = async (user: User) => {
  const sid = randomUUID()
  const req = await createLocalReq({ user: Object.assign({}, user, { _sid: sid }) }, desk.payload)
  Object.assign(req, { url: `${desk.url}/api/users/refresh-token` })
  const { users } = desk.payload.collections
  return refreshOperation({ collection: users, req }).catch((error: unknown) => error)
}

describe('a session that ends while it is being refreshed', () => {
  it('is refused as one that ended before', async () => {
    const user = await makeClient(desk.payload)
    await signedIn(desk.payload, user)
    expect(await askLate(user)).toMatchObject({ name: 'Forbidden', status: 403 })
    const { rows } = await desk.sql.query('select id from users_sessions where _parent_id = $1', [
      user.id,
    ])
    expect(rows).toHaveLength(1)
  })

  it('is refused together with its account', async () => {
    const user = await makeClient(desk.payload)
    await desk.sql.query('delete from users where id = $1', [user.id])
    expect(await askLate(user)).toMatchObject({ name: 'Forbidden', status: 403 })
  })
})

describe('somebody with as many sessions as one may have', () => {
  it('signs in, refreshes and signs out at the same time', { timeout: 120_000 }, async () => {
    const user = await makeClient(desk.payload)
    const sessions: { authorization: string }[] = []
    for (let at = 0; at < 20; at += 1) sessions.push(await signedIn(desk.payload, user))
    const ask = async (path: string) => {
      const headers = sessions.pop()
      if (!headers) return 0
      return (await asJSON({ body: {}, headers, url: `${desk.url}/api/users/${path}` })).status
    }
    const statuses: number[] = []
    for (let round = 0; round < 6; round += 1) {
      const [first, second, third, ...opened] = await Promise.all([
        ask('refresh-token'),
        ask('logout'),
        ask('refresh-token'),
        ...Array.from({ length: 6 }, () => signedIn(desk.payload, user)),
      ])
      statuses.push(first, second, third)
      sessions.unshift(...opened)
    }
    expect(statuses.filter((status) => status >= 500)).toEqual([])
  })
})

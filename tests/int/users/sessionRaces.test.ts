import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  await makeSuperuser(desk.payload)
})

afterAll(() => desk.stop())

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

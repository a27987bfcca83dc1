import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, makeUser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Headers = Record<string, string>
type Found = { clients: { email?: string; id: string; name: string }[]; search: string }

let desk: TestDesk
let root: Headers
let reader: Headers

const find = async (search: string, headers = root) => {
  const url = `${desk.url}/api/call-summaries/clients?${new URLSearchParams({ search })}`
  return asJSON<Found>({ headers, url })
}

const names = async (search: string, headers = root) =>
  (await find(search, headers)).body.clients.map(({ name }) => name)

beforeAll(async () => {
  desk = await createTestDesk()
  root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
  reader = await signedIn(desk.payload, await makeStaff(desk.payload, ['call-summaries.view']))
  const businesses = ['Rosa & Söhne', 'Salon Rosa', '100 % Yoga', '100_Yoga', 'a\\b', 'صالون الورد']
  for (const businessName of businesses) {
    await makeClient(desk.payload, { businessName, email: `${crypto.randomUUID()}@clients.test` })
  }
  await makeClient(desk.payload, { email: 'rosa@nameless.test' })
  await makeUser(desk.payload, { businessName: 'Rosa of the staff', isStaff: true })
  for (let n = 0; n < 12; n += 1) {
    await makeClient(desk.payload, { businessName: `Crowd ${n}` })
  }
})

afterAll(() => desk.stop())

describe('clients to filter calls by', () => {
  it('are found by any part of their name, those that begin with it first', async () => {
    expect(await names('rosa')).toEqual(['Rosa & Söhne', 'rosa@nameless.test', 'Salon Rosa'])
    expect(await names(' SÖHNE ')).toEqual(['Rosa & Söhne'])
    expect(await names('الورد')).toEqual(['صالون الورد'])
    expect(await names('nothing like it')).toEqual([])
  })

  it('are found by the letters of their name, and not by patterns', async () => {
    expect(await names('100 %')).toEqual(['100 % Yoga'])
    expect(await names('100_')).toEqual(['100_Yoga'])
    expect(await names('%')).toEqual(['100 % Yoga'])
    expect(await names('a\\b')).toEqual(['a\\b'])
  })

  it('are eight at most, also without a name to look for', async () => {
    expect(await names('crowd')).toHaveLength(8)
    expect(await names('')).toHaveLength(8)
  })

  it('have no e-mail for staff who may not see users, and are not found by it', async () => {
    expect((await find('söhne')).body.clients[0]?.email).toMatch(/@clients\.test$/)
    const { body } = await find('rosa', reader)
    expect(body.clients.map(({ name }) => name)).toEqual(['Rosa & Söhne', 'Salon Rosa'])
    expect(JSON.stringify(body)).not.toContain('@')
    for (const search of ['clients.test', '@', 'nameless']) {
      expect(await names(search, reader)).toEqual([])
    }
  })

  it('are for staff who may see calls', async () => {
    const { payload } = desk
    const refused = [
      [{}, 401],
      [await signedIn(payload, await makeClient(payload)), 403],
      [await signedIn(payload, await makeStaff(payload)), 403],
      [await signedIn(payload, await makeStaff(payload, ['users.view'])), 403],
    ] as const
    for (const [headers, status] of refused) {
      expect((await find('rosa', { ...headers })).status).toBe(status)
    }
  })

  it.each([
    'search[]=a',
    'search[a]=b',
    `search=${'x'.repeat(5_000)}`,
    `search=${'😀'.repeat(300)}`,
    'search=a%00',
    'search=%ED%A0%80',
    '',
  ])('are asked for in vain with %s, without an error', async (query) => {
    const url = `${desk.url}/api/call-summaries/clients?${query}`
    expect((await asJSON({ headers: root, url })).status).toBe(200)
  })
})

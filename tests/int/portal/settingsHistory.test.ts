import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOwnHistory } from '../../../src/audit/ownHistory'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let client: User
let byClient: Record<string, string>
let byStaff: Record<string, string>

const history = (asked: { before?: string; clientID?: string; limit?: number } = {}) =>
  readOwnHistory({
    before: asked.before ?? null,
    clientID: asked.clientID ?? client.id,
    limit: asked.limit ?? 50,
    pool: desk.payload.db.pool,
  })

const change = (headers: Record<string, string>, data: Record<string, unknown>, path = client.id) =>
  asJSON({ body: data, headers, method: 'PATCH', url: `${desk.url}/api/users/${path}` })

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
  await desk.payload.update({
    collection: 'users',
    data: { name: 'Secret Staff Name' },
    id: staff.id,
    overrideAccess: true,
  })
  byStaff = await signedIn(desk.payload, staff)
  client = await makeClient(desk.payload, { businessName: 'Salon' })
  byClient = await signedIn(desk.payload, client)
}, 120_000)

afterAll(() => desk.stop())

describe('the own history of a client', () => {
  it('says which field, when, and who in three words', async () => {
    await change(byClient, { businessName: 'Salon Ada', currency: 'EUR' })
    await change(byStaff, { adminNotes: 'Pays late', timezone: 'Europe/Berlin' })
    await desk.payload.update({
      collection: 'users',
      data: { phone: '+12025550146' },
      id: client.id,
      overrideAccess: true,
    })
    const { changes, hasMore } = await history()
    expect(hasMore).toBe(false)
    expect(changes.map(({ by, fields }) => `${by}: ${fields.join(', ')}`)).toEqual([
      'automatic: phone',
      'agency: timezone',
      'you: businessName, currency',
      'automatic: created',
    ])
    for (const { at } of changes) expect(Date.now() - Date.parse(at)).toBeLessThan(120_000)
  })

  it('has no names of staff, no addresses, no values and no keys', async () => {
    const key = await asJSON<{ doc: { id: string; key: string } }>({
      body: { name: 'A name of a key' },
      headers: byClient,
      url: `${desk.url}/api/api-keys`,
    })
    await change({ authorization: `users API-Key ${key.body.doc.key}` }, { name: 'By key' })
    const text = JSON.stringify(await history())
    expect(text).toContain('apiKey')
    expect(text).not.toMatch(
      /Secret Staff Name|desk\.test|127\.0\.0\.1|A name of a key|vcd_|Pays late|Salon Ada/,
    )
  })

  it('leaves out what is the business of the agency: notes, status, tokens, sign-ins', async () => {
    const before = (await history()).changes.length
    await change(byStaff, { adminNotes: 'More', setupStatus: 'live', vapiAssistantId: 'a-1' })
    await asJSON({
      body: { ids: [client.id] },
      headers: byStaff,
      url: `${desk.url}/api/users/bulk/rotate-vapi-token`,
    })
    await desk.login(client)
    expect((await history()).changes).toHaveLength(before)
  })

  it('includes changes of several clients at once', async () => {
    const other = await makeClient(desk.payload)
    const query = `?where[id][in]=${client.id},${other.id}`
    expect((await change(byStaff, { currency: 'CHF' }, query)).status).toBe(200)
    const [newest] = (await history()).changes
    expect(newest).toMatchObject({ by: 'agency', fields: ['currency'] })
    expect((await history({ clientID: other.id })).changes[0]).toMatchObject({ by: 'agency' })
  })

  it('is read page by page, without gaps and repetitions', async () => {
    const { changes: all } = await history()
    const read: string[] = []
    let before: string | undefined
    for (let page = 0; page < 20; page += 1) {
      const { changes, hasMore } = await history({ before, limit: 2 })
      read.push(...changes.map(({ id }) => id))
      before = changes.at(-1)?.id
      if (!hasMore) break
    }
    expect(read).toEqual(all.map(({ id }) => id))
  })

  it('is that of the client alone, and empty for a cursor that does not exist', async () => {
    const other = await makeClient(desk.payload)
    const { changes } = await history({ clientID: other.id })
    expect(changes.map(({ fields }) => fields)).toEqual([['created']])
    expect((await history({ before: crypto.randomUUID() })).changes).toEqual([])
  })
})

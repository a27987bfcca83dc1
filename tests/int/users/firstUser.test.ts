import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, PASSWORD, signedIn } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

let desk: TestDesk
beforeAll(async () => {
  desk = await createTestDesk()
})
afterAll(() => desk.stop())

const register = (body: Record<string, unknown>) =>
  asJSON<Record<string, unknown>>({ body, url: `${desk.url}/api/users/first-register` })

const agencyName = async () => {
  const { rows } = await desk.sql.query<{ agency_name: null | string }>(
    'select agency_name from desk',
  )
  return rows.map((row) => row.agency_name)
}

const countUsers = async () => (await desk.sql.query('select 1 from users')).rowCount

// In this order: the desk is empty until somebody has registered.
describe('an empty desk', () => {
  it('is owned by nobody whose password nobody knows, or is too short', async () => {
    for (const password of [undefined, null, '', 'short']) {
      const answer = await register({ agencyName: 'Thieves', email: 'owner@desk.test', password })
      expect(answer.status).toBe(400)
    }
    expect(await countUsers()).toBe(0)
    expect(await agencyName()).toEqual([null])
  })

  it('keeps no name of an agency that is too long, and then has no owner either', async () => {
    const answer = await register({
      agencyName: 'x'.repeat(81),
      email: 'owner@desk.test',
      password: PASSWORD,
    })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('agencyName')
    expect(await countUsers()).toBe(0)
    expect(await agencyName()).toEqual([null])
  })

  it('has one owner and that one’s agency, of several who register at once', async () => {
    const names = ['One', 'Two', 'Three']
    const answers = await Promise.all(
      names.map((name) =>
        register({
          agencyName: ` Agency ${name} `,
          email: `${name}@desk.test`,
          name,
          password: PASSWORD,
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403])
    const winner = names[answers.findIndex(({ status }) => status === 200)] ?? ''
    expect(await agencyName()).toEqual([`Agency ${winner}`])
    const { rows } = await desk.sql.query('select name, is_superuser, is_active from users')
    expect(rows).toEqual([{ is_active: true, is_superuser: true, name: winner }])
    const { rows: history } = await desk.sql.query(
      "select changes, action from audit_log where collection = 'desk'",
    )
    expect(history).toEqual([
      { action: 'changed', changes: { agencyName: [null, `Agency ${winner}`] } },
    ])
  })
})

describe('the agency’s name', () => {
  type Role = 'anonymous' | 'client' | 'staff' | 'superuser'
  const headersOf = async (role: Role): Promise<Record<string, string>> => {
    const { payload } = desk
    if (role === 'client') return signedIn(payload, await makeClient(payload))
    if (role === 'staff') return signedIn(payload, await makeStaff(payload, ['users.change']))
    return role === 'superuser' ? signedIn(payload, await makeSuperuser(payload)) : {}
  }

  it.each([
    ['anonymous', false, false],
    ['client', false, false],
    ['staff', true, false],
    ['superuser', true, true],
  ] as const)('%s: may read %s, may change %s', async (role, mayRead, mayChange) => {
    const headers = await headersOf(role)
    const url = `${desk.url}/api/globals/desk`
    const read = await asJSON({ headers, url })
    expect(read.status).toBe(mayRead ? 200 : 403)
    const [before] = await agencyName()
    const rest = await asJSON({ body: { agencyName: `REST of ${role}` }, headers, url })
    expect(rest.status).toBe(mayChange ? 200 : 403)
    expect(await agencyName()).toEqual([mayChange ? `REST of ${role}` : before])
  })

  it('is not in GraphQL', async () => {
    const headers = await headersOf('superuser')
    for (const query of [
      '{ Desk { agencyName } }',
      '{ docAccessDesk { read { permission } } }',
      'mutation { updateDesk(data: { agencyName: "x" }) { agencyName } }',
    ]) {
      const { body } = await graphQL({ headers, query, url: desk.url })
      expect(JSON.stringify(body)).toContain('Cannot query field')
    }
  })

  it('cannot be changed by an API key, not even by one of a superuser', async () => {
    const apiKey = crypto.randomUUID()
    const owner = await makeSuperuser(desk.payload)
    await desk.payload.update({
      collection: 'users',
      data: { apiKey, enableAPIKey: true },
      id: owner.id,
      overrideAccess: true,
    })
    const before = await agencyName()
    const answer = await asJSON({
      body: { agencyName: 'Stolen' },
      headers: { authorization: `users API-Key ${apiKey}` },
      url: `${desk.url}/api/globals/desk`,
    })
    expect(answer.status).toBe(403)
    expect(await agencyName()).toEqual(before)
  })

  it('is refused without a document, and stays one row when several change it', async () => {
    const headers = await headersOf('superuser')
    const url = `${desk.url}/api/globals/desk`
    for (const body of ['null', '[]', '"x"']) {
      expect((await asJSON({ body, headers, url })).status).toBe(400)
    }
    const names = ['a', 'b', 'c', 'd']
    await Promise.all(names.map((name) => asJSON({ body: { agencyName: name }, headers, url })))
    expect(await agencyName()).toEqual([expect.stringMatching(/^[a-d]$/)])
  })
})

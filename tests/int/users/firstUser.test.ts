import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeSuperuser, PASSWORD, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

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

  it('is refused without a document', async () => {
    const headers = await signedIn(desk.payload, await makeSuperuser(desk.payload))
    const url = `${desk.url}/api/globals/desk`
    for (const body of ['null', '[]', '"x"']) {
      expect((await asJSON({ body, headers, url })).status).toBe(400)
    }
  })

  it('is one row, and its history one chain, when several change it', async () => {
    const headers = await signedIn(desk.payload, await makeSuperuser(desk.payload))
    const url = `${desk.url}/api/globals/desk`
    const [before] = await agencyName()
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const answers = await Promise.all(
      names.map((name) => asJSON({ body: { agencyName: name }, headers, url })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const { rows } = await desk.sql.query<{ changes: { agencyName: [string, string] } }>(
      `select changes from audit_log where collection = 'desk' and changes->'agencyName'->>1 = any($1)`,
      [names],
    )
    const next = new Map(rows.map(({ changes }) => changes.agencyName))
    expect(next.size).toBe(names.length)
    let name = before ?? ''
    for (let after = next.get(name); after !== undefined; after = next.get(name)) {
      next.delete(name)
      name = after
    }
    expect(next.size).toBe(0)
    expect(await agencyName()).toEqual([name])
  })
})

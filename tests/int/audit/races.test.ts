import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { entriesSince, positionOf, recorded } from '../../helpers/history'
import { makeClient, makeSuperuser, makeUser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let headers: Record<string, string>

beforeAll(async () => {
  desk = await createTestDesk()
  headers = await desk.login(await makeSuperuser(desk.payload))
})

afterAll(() => desk.stop())

const during = (work: () => Promise<unknown>) => recorded(desk.sql, work)

const send = (path: string, body?: unknown, method?: string) =>
  asJSON({ body, headers, method, url: `${desk.url}/api${path}` })

const patch = (path: string, body: unknown) => send(path, body, 'PATCH')

type Changed = { changes: null | Record<string, unknown> }

/** Each began where the one before ended. */
const follow = (entries: readonly Changed[], field: string, from: unknown, to: unknown) => {
  let at = from
  for (const { changes } of entries) {
    const [before, after] = [changes?.[field]].flat()
    expect(before).toEqual(at)
    at = after
  }
  expect(at).toEqual(to)
}

describe('edits that race', () => {
  it.each(['users', 'groups'] as const)(
    'stand in the order in which they won: %s',
    async (slug) => {
      const { id } =
        slug === 'users'
          ? await makeUser(desk.payload, { name: 'start' })
          : await desk.payload.create({ collection: slug, data: { name: 'start' } })
      const names = Array.from({ length: 8 }, (_, index) => `name ${index}`)
      const entries = await during(() =>
        Promise.all(names.map((name) => patch(`/${slug}/${id}`, { name }))),
      )
      const { rows } = await desk.sql.query(`select name from ${slug} where id = $1`, [id])
      expect(entries).toHaveLength(8)
      follow(entries, 'name', 'start', rows[0].name)
    },
  )

  it('and those of the list, of a form and of a bulk action too', async () => {
    const { id } = await makeClient(desk.payload, { setupStatus: 'not_started' })
    await send(`/users/${id}`)
    const { rows: first } = await desk.sql.query('select setup_status from users where id = $1', [
      id,
    ])
    const entries = await during(() =>
      Promise.all([
        send(`/users/${id}/setup-status`, { setupStatus: 'client_notified' }),
        patch(`/users/${id}`, { setupStatus: 'agent_configured' }),
        send('/users/mark-setup-live', { ids: [id] }),
        send(`/users/${id}/setup-status`, { setupStatus: 'not_started' }),
      ]),
    )
    const { rows } = await desk.sql.query('select setup_status from users where id = $1', [id])
    follow(entries, 'setupStatus', first[0].setup_status, rows[0].setup_status)
  })

  it('rotations that meet leave one entry for each that took place', async () => {
    const client = await makeClient(desk.payload)
    const answers: number[] = []
    const entries = await during(async () => {
      const all = await Promise.all(
        Array.from({ length: 6 }, () =>
          asJSON<{ rotated: number }>({
            body: { ids: [client.id] },
            headers,
            url: `${desk.url}/api/users/rotate-vapi-token`,
          }),
        ),
      )
      answers.push(...all.map(({ body }) => body.rotated))
    })
    expect(entries).toHaveLength(answers.filter((rotated) => rotated === 1).length)
  })
})

describe('what fails', () => {
  it('leaves nothing', async () => {
    const [one, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    const { rows } = await desk.sql.query('select id from users where is_superuser')
    const entries = await during(async () => {
      const answers = [
        await patch(`/users/${one.id}`, { email: other.email }),
        await patch(`/users/${one.id}`, { vapiWebhookToken: 'short' }),
        await patch(`/users/${rows[0].id}`, { isSuperuser: false }),
        await send(`/users/${rows[0].id}`, undefined, 'DELETE'),
        await send('/users', { email: one.email, password: 'a long enough password' }),
        await send('/users', { email: 'short@desk.test', password: 'short' }),
        await send('/users/rotate-vapi-token', { ids: 'all' }),
        await send('/groups', {}),
      ]
      for (const { status } of answers) expect(status).toBeGreaterThanOrEqual(400)
    })
    expect(entries).toEqual([])
  })

  it('when the history cannot be written: then nothing is done at all', async () => {
    const client = await makeClient(desk.payload, { name: 'before' })
    const read = async () =>
      (
        await desk.sql.query(
          'select name, setup_status, vapi_webhook_token_index from users where id = $1',
          [client.id],
        )
      ).rows[0]
    const before = await read()
    await desk.sql.query('alter table audit_log rename to audit_log_away')
    const answers = [
      await patch(`/users/${client.id}`, { name: 'after' }),
      await send('/users/rotate-vapi-token', { ids: [client.id] }),
      await send('/users/revoke-vapi-token', { ids: [client.id] }),
      await send('/users/mark-setup-live', { ids: [client.id] }),
      await send(`/users/${client.id}/setup-status`, { setupStatus: 'live' }),
      await send(`/users/${client.id}`, undefined, 'DELETE'),
      await asJSON({ headers, url: `${desk.url}/api/call-summaries/export?format=csv` }),
    ]
    await desk.sql.query('alter table audit_log_away rename to audit_log')
    expect(answers.map(({ status }) => status)).toEqual(Array(answers.length).fill(500))
    expect(await read()).toEqual(before)
    // Nor does the export that failed keep others waiting.
    expect((await send('/call-summaries/export?format=csv')).status).toBe(200)
  })

  it('for one of several leaves an entry for the others', async () => {
    const names = ['A', 'B']
    const [a, b] = await Promise.all(
      names.map((businessName) => makeClient(desk.payload, { businessName })),
    )
    const { rows } = await desk.sql.query('select id from users where is_superuser')
    const ids = [a?.id, b?.id, rows[0].id].join(',')
    const entries = await during(() => patch(`/users?where[id][in]=${ids}`, { isActive: false }))
    const changed = entries.filter(({ action }) => action === 'changed')
    expect(changed).toHaveLength(1)
    expect(changed[0]?.touched.map(({ label }) => label)).toEqual(names)
  })
})

describe('a bulk action in batches', () => {
  it('is one entry, and part of the history of each that it touched', async () => {
    await desk.sql.query(
      `insert into users (id, email, business_name, setup_status)
       select uuidv7(), 'many-' || n || '@clients.test', 'Many ' || n, 'client_notified'
       from generate_series(1, 1200) n`,
    )
    const known = await positionOf(desk.sql)
    const where = { email: { like: 'many-' } }
    expect((await send('/users/mark-setup-live', { where })).body).toMatchObject({ updated: 1200 })
    const [entry, ...others] = await entriesSince(desk.sql, known)
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      action: 'changed',
      changes: { setupStatus: 'changed' },
      document: null,
    })
    expect(entry?.touched).toHaveLength(1200)
    const change = { setupStatus: ['client_notified', 'live'] }
    expect(entry?.touched.every(({ changes }) => changes?.setupStatus)).toBe(true)

    const { rows } = await desk.sql.query<{ id: string }>(
      `select id from users where email = 'many-777@clients.test'`,
    )
    const { body } = await send(`/audit-log/of/users/${rows[0]?.id}`)
    expect(body).toMatchObject({
      entries: [{ action: 'changed', changes: change, touchedCount: 1200 }],
      hasMore: false,
    })

    const seen: string[] = []
    let after = ''
    for (;;) {
      const page = await asJSON<{ hasMore: boolean; touched: { document: string }[] }>({
        headers,
        url: `${desk.url}/api/audit-log/${entry?.id}/touched${after && `?after=${after}`}`,
      })
      seen.push(...page.body.touched.map(({ document }) => document))
      after = seen.at(-1) ?? ''
      if (!page.body.hasMore) break
    }
    expect(new Set(seen).size).toBe(1200)
    expect(seen).toHaveLength(1200)
  })

  it('shows the history of a document page by page, without gaps', async () => {
    const client = await makeUser(desk.payload, { name: '0' })
    for (let index = 1; index <= 45; index += 1) {
      await patch(`/users/${client.id}`, { name: String(index) })
    }
    const names: unknown[] = []
    let query = ''
    for (;;) {
      const { body } = await asJSON<{
        entries: { at: string; changes: { name: unknown[] }; id: string }[]
        hasMore: boolean
      }>({ headers, url: `${desk.url}/api/audit-log/of/users/${client.id}${query}` })
      names.push(...body.entries.map(({ changes }) => changes.name[1]))
      const last = body.entries.at(-1)
      query = `?at=${last?.at}&id=${last?.id}`
      if (!body.hasMore) break
    }
    // The last one is its creation.
    expect(names).toEqual(Array.from({ length: 46 }, (_, index) => String(45 - index)))
  })
})

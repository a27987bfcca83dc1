import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>

type Preview = {
  calls: {
    id: string
    values: Record<string, { evidence: { from: string; raw: string } | null; value: unknown }>
    vapiCallId: string
  }[]
  paths: { count: number; samples: string[]; source: { name: string }; suggests: null | string }[]
  reports: number
}

const SECRET = 'a-secret-that-nobody-may-see'

let client: Awaited<ReturnType<typeof makeClient>>
let other: Awaited<ReturnType<typeof makeClient>>
let desk: TestDesk
let root: Headers
let rootUser: { id: string }

const path = (name: string, reader = 'text') => ({ from: 'path', name, reader })

const GERMAN = {
  fields: [
    {
      key: 'party',
      label: 'Personen',
      sources: [path('analysis.structuredData.personen', 'number')],
      type: 'number',
    },
  ],
  lines: {
    outcome: { otherwise: 'nothing', sources: [path('analysis.structuredData.ausgang')] },
    price: { otherwise: 'nothing', sources: [path('analysis.structuredData.endbetrag', 'money')] },
  },
  values: [],
}

const post = (token: string, id: string, structuredData: object, more: object = {}) =>
  asJSON({
    body: {
      message: {
        analysis: { structuredData },
        call: { id },
        endedReason: 'customer-ended-call',
        type: 'end-of-call-report',
        ...more,
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })

const preview = (mapping: unknown, { headers = root, id = client.id } = {}) =>
  asJSON<Preview>({
    body: { mapping },
    headers,
    url: `${desk.url}/api/users/${id}/mapping-preview`,
  })

const ofDesk = (mapping: unknown, headers = root) =>
  asJSON<Preview>({ body: { mapping }, headers, url: `${desk.url}/api/mapping-preview` })

beforeAll(async () => {
  desk = await createTestDesk()
  const superuser = await makeSuperuser(desk.payload)
  rootUser = superuser
  root = await desk.login(superuser)
  client = await makeClient(desk.payload)
  other = await makeClient(desk.payload)
})

beforeEach(() => desk.sql.query('truncate webhook_deliveries, call_summaries cascade'))

afterAll(() => desk.stop())

describe('a preview', () => {
  it('shows what a draft reads in each call, and stores nothing', async () => {
    await post(client.vapiWebhookToken, 'one', {
      ausgang: 'gebucht',
      endbetrag: '45,00 €',
      personen: 4,
    })
    await post(client.vapiWebhookToken, 'two', { ausgang: 'abgesagt' })
    await post(other.vapiWebhookToken, 'of another', { ausgang: 'fremd' })
    const before = await desk.sql.query('select * from call_summaries order by id')
    const { body, status } = await preview(GERMAN)
    expect(status).toBe(200)
    expect(body.reports).toBe(2)
    expect(body.calls.map(({ vapiCallId }) => vapiCallId)).toEqual(['two', 'one'])
    const [two, one] = body.calls
    expect(one?.values.outcome?.value).toBe('gebucht')
    expect(one?.values.price?.value).toBe(45)
    expect(one?.values['fields.party']?.value).toBe(4)
    expect(one?.values.outcome?.evidence?.raw).toContain('gebucht')
    expect(two?.values.outcome?.value).toBe('abgesagt')
    expect(two?.values.price?.value).toBe(null)
    expect(JSON.stringify(body)).not.toContain('fremd')
    expect((await desk.sql.query('select * from call_summaries order by id')).rows).toEqual(
      before.rows,
    )
  })

  it('lists the places that reports have, each with its number and samples', async () => {
    for (const [index, ausgang] of ['gebucht', 'gebucht', 'abgesagt'].entries()) {
      await post(client.vapiWebhookToken, `call-${index}`, { ausgang })
    }
    await post(client.vapiWebhookToken, 'last', { nurHier: 'einmal' })
    const { body } = await preview(null)
    const found = body.paths.find(({ source }) => source.name.endsWith('ausgang'))
    expect(found?.count).toBe(3)
    expect(found?.samples.sort()).toEqual(['abgesagt', 'gebucht'])
    expect(body.paths.find(({ source }) => source.name.endsWith('nurHier'))?.count).toBe(1)
  })

  it('reads masked bodies: no secret and no token is in it', async () => {
    await post(
      client.vapiWebhookToken,
      'secret',
      { ausgang: 'gebucht', link: `https://desk.test/${client.vapiWebhookToken}` },
      { assistant: { server: { secret: SECRET } }, serverUrlSecret: SECRET },
    )
    const { body } = await preview({
      ...GERMAN,
      lines: { outcome: { sources: [path('serverUrlSecret'), path('assistant.server.secret')] } },
    })
    expect(body.reports).toBe(1)
    const text = JSON.stringify(body)
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(client.vapiWebhookToken)
  })

  it('of the desk is over the calls of all clients, and of a client has the desk’s lines too', async () => {
    await post(client.vapiWebhookToken, 'one', { ausgang: 'gebucht' })
    await post(other.vapiWebhookToken, 'two', { ausgang: 'fremd' })
    const mapping = {
      lines: {
        outcome: { otherwise: 'nothing', sources: [path('analysis.structuredData.ausgang')] },
      },
      outcomes: [{ colour: 'green', followUp: false, key: 'booked', label: 'Booked' }],
      values: [{ outcome: 'booked', value: 'gebucht' }],
    }
    const { body } = await ofDesk(mapping)
    expect(body.calls.map(({ values }) => values.outcome?.value)).toEqual(['fremd', 'booked'])
    await desk.payload.updateGlobal({
      data: { mapping },
      overrideAccess: true,
      slug: 'field-mapping',
    })
    try {
      const client = await preview(null)
      expect(client.body.calls.map(({ values }) => values.outcome?.value)).toEqual(['booked'])
    } finally {
      await desk.payload.updateGlobal({
        data: { mapping: null },
        overrideAccess: true,
        slug: 'field-mapping',
      })
    }
  })

  it('is of the newest 50 reports, and shows each call once', async () => {
    for (let n = 0; n < 52; n += 1) await post(client.vapiWebhookToken, `call-${n}`, { n: `${n}` })
    await post(client.vapiWebhookToken, 'call-51', { n: 'again' })
    const { body } = await preview(null)
    expect(body.reports).toBe(50)
    expect(body.calls).toHaveLength(49)
    expect(body.calls[0]?.vapiCallId).toBe('call-51')
  })

  it('leaves out bodies that do not fit into 5 MB together, and goes on with older ones', async () => {
    await post(client.vapiWebhookToken, 'small-1', { n: '1' })
    // As easy to pack as it is: the limit is on what it unpacks to.
    for (const id of ['large-1', 'large-2', 'large-3']) {
      await post(
        client.vapiWebhookToken,
        id,
        { n: 'x' },
        { padding: 'lorem ipsum '.repeat(180_000) },
      )
    }
    await post(client.vapiWebhookToken, 'small-2', { n: '2' })
    const { body } = await preview(null)
    expect(body.calls.map(({ vapiCallId }) => vapiCallId)).toEqual([
      'small-2',
      'large-3',
      'large-2',
      'small-1',
    ])
  })

  it('is refused for a draft that is no mapping', async () => {
    for (const draft of [
      undefined,
      { lines: { price: { sources: [path('')] } } },
      { ...GERMAN, outcomes: [] },
    ]) {
      expect(await preview(draft)).toMatchObject({
        body: { errors: [{ code: 'BODY_INVALID' }] },
        status: 400,
      })
    }
  })

  it('replaces an older one of the same person; others have theirs beside it', async () => {
    for (let n = 0; n < 30; n += 1) await post(client.vapiWebhookToken, `call-${n}`, { n: `${n}` })
    const colleague = await desk.login(
      await makeStaff(desk.payload, [
        'users.change',
        'users.view',
        'webhook-deliveries.view',
        'call-summaries.view',
      ]),
    )
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => preview(GERMAN)),
      preview(GERMAN, { headers: colleague }),
    ])
    const mine = answers.slice(0, 6)
    const theirs = answers[6]
    expect(theirs?.status).toBe(200)
    for (const { body, status } of mine) {
      if (status !== 200) expect(body).toMatchObject({ errors: [{ code: 'TOO_MANY_REQUESTS' }] })
    }
    expect(mine.some(({ status }) => status === 200)).toBe(true)
    expect((await preview(GERMAN)).status).toBe(200)
  })
})

describe('who may see a preview', () => {
  const NEEDED = [
    'users.change',
    'users.view',
    'webhook-deliveries.view',
    'call-summaries.view',
  ] as const
  const OF_DESK = [
    'field-mapping.change',
    'webhook-deliveries.view',
    'call-summaries.view',
  ] as const

  it('staff with all three permissions, and nobody with one less', async () => {
    const answers = async (permissions: Parameters<typeof makeStaff>[1]) => {
      const headers = await desk.login(await makeStaff(desk.payload, permissions))
      return [(await preview(null, { headers })).status, (await ofDesk(null, headers)).status]
    }
    expect(await answers(NEEDED)).toEqual([200, 403])
    expect(await answers(OF_DESK)).toEqual([403, 200])
    for (const missing of NEEDED) {
      // Who may not read a client is not told that there is one.
      const refused = missing === 'users.view' ? 404 : 403
      expect(await answers(NEEDED.filter((each) => each !== missing))).toEqual([refused, 403])
    }
    for (const missing of OF_DESK) {
      expect(await answers(OF_DESK.filter((each) => each !== missing))).toEqual([403, 403])
    }
  })

  it('no client, not even of its own calls, and nobody without a login', async () => {
    const headers = await desk.login(client)
    expect(await preview(null, { headers })).toMatchObject({
      body: { errors: [{ code: 'FORBIDDEN' }] },
      status: 403,
    })
    expect((await ofDesk(null, headers)).status).toBe(403)
    expect(await preview(null, { headers: {} })).toMatchObject({
      body: { errors: [{ code: 'UNAUTHORIZED' }] },
      status: 401,
    })
    expect((await ofDesk(null, {})).status).toBe(401)
  })

  it('no API key, not even of a superuser', async () => {
    await desk.payload.update({
      collection: 'users',
      data: { apiKey: 'a key of the superuser', enableAPIKey: true },
      id: rootUser.id,
      overrideAccess: true,
    })
    const headers = withAPIKey('a key of the superuser')
    for (const answer of [await preview(null, { headers }), await ofDesk(null, headers)]) {
      expect(answer).toMatchObject({ body: { errors: [{ code: 'NOT_BY_KEY' }] }, status: 403 })
    }
    const changed = await asJSON({
      body: { fieldMapping: GERMAN },
      headers,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    expect(changed.status).toBeGreaterThanOrEqual(400)
  })

  it('of staff, or of nobody, there is none', async () => {
    const staff = await makeStaff(desk.payload)
    expect(await preview(null, { id: staff.id })).toMatchObject({
      body: { errors: [{ code: 'CLIENTS_ONLY' }] },
      status: 400,
    })
    for (const id of [crypto.randomUUID(), 'none']) {
      expect((await preview(null, { id })).status).toBe(404)
    }
  })
})

describe('the history', () => {
  it('says that a mapping was changed, and not what is in it', async () => {
    await asJSON({
      body: { fieldMapping: GERMAN },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    const { rows } = await desk.sql.query<{ changes: Record<string, unknown> }>(
      `select changes from audit_log where document = $1 and changes ? 'fieldMapping'`,
      [client.id],
    )
    expect(rows.map(({ changes }) => changes)).toEqual([{ fieldMapping: 'changed' }])
  })

  it('keeps both of two changes that came at the same time, each from what it replaced', async () => {
    const save = (label: string) =>
      asJSON({
        body: { mapping: { lines: {}, outcomes: [{ key: 'booked', label }], values: [] } },
        headers: root,
        url: `${desk.url}/api/globals/field-mapping`,
      })
    const answers = await Promise.all(['Booked', 'Gebucht', 'Reservado'].map(save))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const { rows } = await desk.sql.query<{ changes: unknown }>(
      `select changes from audit_log where collection = 'field-mapping' and changes ? 'mapping'`,
    )
    expect(rows.length).toBeGreaterThanOrEqual(3)
    for (const { changes } of rows) expect(changes).toEqual({ mapping: 'changed' })
  })
})

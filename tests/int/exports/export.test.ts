import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { catchUp } from '../../../src/search/catchUp'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { exported, linesOf, rowsOf } from '../../helpers/exports'
import { makeClient, makeStaff, makeSuperuser, makeUser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>
type Person = 'client' | 'namedKey' | 'ownKey' | 'root' | 'viewer' | 'viewerOfUsers'

const HIDDEN = [
  'cost',
  'costBreakdown',
  'edits',
  'evidence',
  'source',
  'vapiAssistantId',
  'fieldTimes',
]
const NASTY = {
  customerName: '=HYPERLINK("https://evil.test","Ada")',
  customerPhone: '+12025550146',
  outcome: 'booked, "twice"',
  serviceName: '@SUM(A1)',
  summary: 'Ünïcode 🙂\r\n- first\n=2;=3',
}

let desk: TestDesk
let client: Awaited<ReturnType<typeof makeClient>>
let other: typeof client
const people = new Map<Person, Headers>()

const as = (person: Person): Headers => {
  const headers = people.get(person)
  if (!headers) throw new Error(`Nobody is signed in as ${person}`)
  return headers
}

const ndjson = async (person: Person, query = '') =>
  linesOf((await exported(desk, `format=ndjson&${query}`, as(person))).text)

const csv = async (person: Person, query = '') =>
  rowsOf((await exported(desk, `format=csv&${query}`, as(person))).text)

const list = async (person: Person, query = '') => {
  const url = `${desk.url}/api/call-summaries?limit=100&${query}`
  const { body } = await asJSON<{ docs: Record<string, unknown>[] }>({ headers: as(person), url })
  return body.docs
}

const LARGE =
  'select[evidence]=false&select[messages]=false&select[structuredData]=false&select[transcript]=false'
const byID = (docs: Record<string, unknown>[]) =>
  docs.toSorted((one, two) => String(two.id).localeCompare(String(one.id)))

beforeAll(async () => {
  desk = await createTestDesk()
  const { payload } = desk
  const root = await desk.login(await makeSuperuser(payload))
  client = await makeClient(payload, { businessName: 'Salon Ada', timezone: 'Europe/Berlin' })
  other = await makeClient(payload, { businessName: '=Other', email: 'other@desk.test' })
  const call = { costBreakdown: { secret: 'of staff' }, cost: 0.5, vapiAssistantId: 'assistant-1' }
  await payload.create({
    collection: 'call-summaries',
    data: {
      ...call,
      ...NASTY,
      client: client.id,
      currency: 'EUR',
      durationSeconds: 61,
      endedGroup: 'completed',
      hasRecording: true,
      messages: [{ at: 0, role: 'user', text: 'Hello' }],
      price: 30.5,
      startedAt: '2026-07-15T22:30:05.123Z',
      structuredData: { outcome: '=1' },
      transcript: 'User: Hello',
      vapiCallId: 'call-1',
    },
  })
  for (const [owner, id] of [
    [client, 'call-2'],
    [other, 'call-3'],
  ] as const) {
    await payload.create({
      collection: 'call-summaries',
      data: { ...call, client: owner.id, vapiCallId: id },
    })
  }

  const byLogin = await desk.login(client)
  const made = await asJSON<{ doc: { key: string } }>({
    body: { name: 'CRM' },
    headers: byLogin,
    url: `${desk.url}/api/api-keys`,
  })
  const key = crypto.randomUUID()
  await asJSON({
    body: { apiKey: key, enableAPIKey: true },
    headers: root,
    method: 'PATCH',
    url: `${desk.url}/api/users/${client.id}`,
  })
  const viewer = await makeStaff(payload, ['call-summaries.view'])
  const viewerOfUsers = await makeStaff(payload, ['call-summaries.view', 'users.view'])
  people.set('root', root)
  people.set('client', byLogin)
  people.set('namedKey', { authorization: `Bearer ${made.body.doc.key}` })
  people.set('ownKey', withAPIKey(key))
  people.set('viewer', await desk.login(viewer))
  people.set('viewerOfUsers', await desk.login(viewerOfUsers))
})

afterAll(() => desk.stop())

describe('Who exports what', () => {
  it.each(['client', 'namedKey', 'ownKey'] as const)(
    '%s: its own calls, as its list has them',
    async (person) => {
      const lines = await ndjson(person)
      expect(lines).toEqual(byID(await list(person, LARGE)))
      expect(lines.map(({ vapiCallId }) => vapiCallId)).toEqual(['call-2', 'call-1'])
    },
  )

  it.each(['root', 'viewer', 'viewerOfUsers'] as const)(
    '%s: all calls, as the list has them',
    async (person) => {
      const lines = await ndjson(person)
      const calls = lines.map(({ clientBusinessName, clientEmail, ...call }) => call)
      expect(calls).toEqual(byID(await list(person, LARGE)))
      expect(lines).toHaveLength(3)
      expect(lines[0]?.cost).toBe(0.5)
    },
  )

  it('names the clients to staff who may view users', async () => {
    for (const person of ['root', 'viewerOfUsers'] as const) {
      const names = { clientBusinessName: '=Other', clientEmail: 'other@desk.test' }
      expect((await ndjson(person))[0]).toMatchObject(names)
      expect((await csv(person))[0]).toMatchObject({ ...names, clientBusinessName: "'=Other" })
    }
  })

  it('tells other staff neither the clients’ names nor where they are', async () => {
    for (const rows of [await ndjson('viewer'), await csv('viewer')]) {
      expect(JSON.stringify(rows)).not.toMatch(/Salon Ada|other@desk|Berlin/)
      expect(Object.keys(rows[0] ?? {})).not.toContain('clientEmail')
    }
  })

  it.each([
    '',
    'select[cost]=true',
    'select[cost]=true&select[summary]=true',
    'select[summary]=false',
  ])('keeps the fields of staff from a client that asks with “%s”', async (select) => {
    for (const rows of [await ndjson('client', select), await csv('namedKey', select)]) {
      expect(rows).toHaveLength(2)
      for (const row of rows) {
        expect(HIDDEN.filter((name) => name in row)).toEqual([])
        expect(JSON.stringify(row)).not.toMatch(/of staff|assistant-1/)
      }
    }
  })

  it('keeps what nobody reads from a superuser too', async () => {
    const [row] = await ndjson('root', 'select[fieldTimes]=true&select[cost]=true')
    expect(Object.keys(row ?? {}).sort()).toEqual(['cost', 'id'])
  })

  it('is nothing for strangers, staff without the right and inactive clients', async () => {
    const inactive = await makeClient(desk.payload)
    const before = await desk.login(inactive)
    await desk.sql.query('update users set is_active = false where id = $1', [inactive.id])
    const nobody = await desk.login(await makeStaff(desk.payload, ['users.view']))
    const staff = await desk.login(await makeUser(desk.payload, { isStaff: true }))
    const answers = await Promise.all(
      [{}, { authorization: 'Bearer nonsense' }, before, nobody, staff].map((headers) =>
        exported(desk, 'format=csv', headers),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 403, 403, 403])
    expect(answers.map(({ text }) => text).join()).not.toContain('call-1')
  })
})

describe('The filter', () => {
  beforeAll(async () => {
    await vi.waitFor(async () => {
      await catchUp({ pool: desk.payload.db.pool })
      expect(await list('root', 'search=twice')).toHaveLength(1)
    }, 30_000)
  })

  it.each([
    '',
    'where[outcome][like]=twice',
    'where[price][greater_than]=30',
    'where[startedAt][greater_than]=2026-07-15',
    'where[or][0][outcome][exists]=true&where[or][1][vapiCallId][equals]=call-2',
    'where[vapiCallId][in]=call-1,call-3',
    'where[client][equals]=CLIENT',
    'where[client.businessName][like]=Salon',
    'where[id][equals]=01990000-0000-7000-8000-000000000000',
    'where[endedGroup][equals]=completed&where[hasRecording][equals]=true',
    'search=twice',
    'search=twi&where[price][greater_than]=30',
    'where[or][0][and][0][search][like]=twice',
  ])('%s finds what it finds in the list', async (template) => {
    const query = template.replace('CLIENT', client.id)
    for (const person of ['client', 'root'] as const) {
      const found = (await ndjson(person, query)).map(({ id }) => id)
      expect(found).toEqual(byID(await list(person, query)).map(({ id }) => id))
    }
  })

  it.each([
    'where[cost][exists]=true',
    'where[costBreakdown.secret][exists]=true',
    'where[vapiAssistantId][equals]=assistant-1',
    'where[fieldTimes][exists]=true',
    'where[edits][exists]=true',
    'where[client.vapiWebhookToken][exists]=true',
    'where[client.adminNotes][exists]=true',
    'where[client.hash][exists]=true',
    'where[and][0][or][0][cost][greater_than]=0',
    'where[nonsense][equals]=1',
  ])('%s is refused to a client as in the list', async (query) => {
    for (const person of ['client', 'namedKey', 'ownKey'] as const) {
      const answer = await exported(desk, `format=csv&${query}`, as(person))
      const url = `${desk.url}/api/call-summaries?${query}`
      const inList = await asJSON({ headers: as(person), url })
      expect([answer.status, inList.status]).toEqual([400, 400])
      expect(JSON.parse(answer.text)).toEqual(inList.body)
    }
  })

  it('never reaches another client’s calls', async () => {
    for (const filter of [
      `where[client][equals]=${other.id}`,
      `where[or][0][client][equals]=${other.id}&where[or][1][client][not_equals]=${client.id}`,
      'where[vapiCallId][equals]=call-3',
    ]) {
      expect(await ndjson('client', filter)).toEqual([])
    }
  })

  it.each([
    '',
    'format=xlsx',
    'format=csv&sort=cost',
    'format=csv&limit=1',
    'format=csv&page=2',
    'format=csv&depth=2',
    'format=csv&where=nonsense',
    'format=csv&where[]=1',
    'format=csv&select=all',
    'format=csv&search[]=x',
    'format=csv&format=ndjson',
    'format=csv&bom=perhaps',
  ])('%s is not understood', async (query) => {
    const { headers, status } = await exported(desk, query, as('client'))
    expect([status, headers.get('content-disposition')]).toEqual([400, null])
  })

  it('may be longer than an address, as Payload takes it', async () => {
    const response = await fetch(`${desk.url}/api/call-summaries/export`, {
      body: `format=ndjson&where[vapiCallId][in]=call-1,${'x'.repeat(20_000)}`,
      headers: {
        ...as('client'),
        'content-type': 'application/x-www-form-urlencoded',
        'x-payload-http-method-override': 'GET',
      },
      method: 'POST',
    })
    expect(linesOf(await response.text()).map(({ vapiCallId }) => vapiCallId)).toEqual(['call-1'])
  })
})

describe('The file', () => {
  const oneCall = 'where[vapiCallId][equals]=call-1'

  it('says what it is, and is to be kept by nobody', async () => {
    const { headers } = await exported(desk, 'format=csv', as('client'))
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="calls-salon-ada-\d{4}-\d\d-\d\d\.csv"$/,
      ),
      'content-type': 'text/csv; charset=utf-8; header=present',
      'x-content-type-options': 'nosniff',
    })
    const lines = await exported(desk, 'format=ndjson', as('root'))
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(lines.headers.get('content-disposition')).toMatch(/"calls-\d{4}-\d\d-\d\d\.ndjson"$/)
  })

  it('as CSV has local times, the price with its currency, and no formula', async () => {
    expect((await csv('client', oneCall))[0]).toMatchObject({
      currency: 'EUR',
      customerName: `'${NASTY.customerName}`,
      customerPhone: '+12025550146',
      durationSeconds: '61',
      endedGroup: 'completed',
      hasRecording: 'true',
      outcome: NASTY.outcome,
      price: '30.5',
      serviceName: "'@SUM(A1)",
      startedAt: '2026-07-16 00:30:05',
      summary: "Ünïcode 🙂\r\n'- first\n'=2;'=3",
      timezone: 'Europe/Berlin',
      vapiCallId: 'call-1',
    })
  })

  it('as CSV leaves a cell empty where nothing is known', async () => {
    const [row] = await csv('client', 'where[vapiCallId][equals]=call-2')
    expect(row).toMatchObject({
      customerName: '',
      price: '',
      startedAt: '',
      timezone: 'Europe/Berlin',
    })
  })

  it('as CSV has these columns', async () => {
    const { text } = await exported(desk, 'format=csv&where[vapiCallId][equals]=none', as('client'))
    expect(text).toBe(
      'id,startedAt,customerName,customerPhone,customerPhoneSource,outcome,serviceName,price,currency,durationSeconds,endedGroup,summary,vapiCallId,callType,vapiPhoneNumber,endedAt,endedReason,hasRecording,reportedAt,successEvaluation,followUp,followUpDueAt,followUpNote,followUpBy,followUpAt,feedback.reason,feedback.text,feedback.at,feedback.state,feedback.answer,updatedAt,createdAt,timezone\r\n',
    )
  })

  it('has each call’s time in the zone of its client', async () => {
    await desk.sql.query(`update users set timezone = 'Asia/Tokyo' where id = $1`, [other.id])
    const rows = await csv('root')
    expect(rows.map(({ timezone }) => timezone).sort()).toEqual([
      'Asia/Tokyo',
      'Europe/Berlin',
      'Europe/Berlin',
    ])
  })

  it('begins with a byte order mark when asked for', async () => {
    const bytes = async (query: string) => {
      const url = `${desk.url}/api/call-summaries/export?format=csv&${query}`
      const response = await fetch(url, { headers: as('client') })
      return [...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]
    }
    expect(await bytes('bom=true')).toEqual([0xef, 0xbb, 0xbf])
    expect(await bytes('')).toEqual([...Buffer.from('id,')])
  })

  it('as NDJSON has values as they are', async () => {
    const select = 'select[summary]=true&select[structuredData]=true&select[startedAt]=true'
    expect(await ndjson('client', `${oneCall}&${select}`)).toEqual([
      {
        id: expect.any(String),
        startedAt: '2026-07-15T22:30:05.123Z',
        structuredData: { outcome: '=1' },
        summary: NASTY.summary,
      },
    ])
  })

  it('holds what was said word by word when it is selected', async () => {
    const select = 'select[messages]=true&select[transcript]=true'
    const [line] = await ndjson('client', `${oneCall}&${select}`)
    expect(line).toMatchObject({ messages: [{ text: 'Hello' }], transcript: 'User: Hello' })
    const [row] = await csv('client', `${oneCall}&${select}`)
    expect(row?.messages).toBe('[{"at":0,"role":"user","text":"Hello"}]')
  })

  it('as CSV cuts what no cell of Excel holds, and as NDJSON has it whole', async () => {
    const transcript = 'User: 🙂\n'.repeat(10_000)
    const { id } = await desk.payload.create({
      collection: 'call-summaries',
      data: { client: client.id, transcript, vapiCallId: 'call-long' },
    })
    const query = `select[transcript]=true&where[id][equals]=${id}`

    const [row] = await csv('client', query)
    const [line] = await ndjson('client', query)

    expect(row?.transcript?.length).toBeGreaterThan(32_000)
    expect(row?.transcript?.length).toBeLessThanOrEqual(32_767)
    expect(row?.transcript).toMatch(/… \(cut; the NDJSON export has the full text\)$/)
    expect(line?.transcript).toBe(transcript)
    await desk.payload.delete({ collection: 'call-summaries', id })
  })

  it('has every field of a call that can be read', async () => {
    const { flattenedFields } = desk.payload.collections['call-summaries'].config
    const readable = flattenedFields
      .filter((field) => !('hidden' in field && field.hidden))
      .map(({ name }) => name)
    const all = readable.map((name) => `select[${name}]=true`).join('&')
    const [line = {}] = await ndjson('viewer', all)
    expect(Object.keys(line).sort()).toEqual([...new Set(['id', ...readable])].sort())
    // The export reads columns, past them.
    expect(
      flattenedFields.filter((field) => 'hooks' in field && field.hooks?.afterRead?.length),
    ).toEqual([])
  })
})

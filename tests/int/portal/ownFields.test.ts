import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { labelsOf } from '../../../src/fields/labels'
import { outcomesOf } from '../../../src/fields/outcomes'
import { CallView } from '../../../src/portal/call/CallView'
import { readCallPage } from '../../../src/portal/call/readCallPage'
import { readAddress } from '../../../src/portal/calls/address'
import { CallsView } from '../../../src/portal/calls/CallsView'
import { readCallsPage } from '../../../src/portal/calls/readCallsPage'
import { FiguresPage } from '../../../src/portal/figures/FiguresPage'
import { formState } from '../../../src/portal/forms/formState'
import { SettingsPage } from '../../../src/portal/settings/SettingsPage'
import { readToDo } from '../../../src/portal/todo/readToDo'
import { ToDoView } from '../../../src/portal/todo/ToDoView'
import type { OwnField } from '../../../src/vapi/mapping/mapping'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { portalOf } from '../../helpers/portalOf'

const field = (
  type: OwnField['type'],
  key: string,
  label: string,
  choices: OwnField['choices'] = [],
): OwnField => ({ choices, key, label, sources: [], type })

const FIELDS: OwnField[] = [
  field('choice', 'treatment', 'Behandlung', [
    { key: 'nails', label: 'Nägel', values: [] },
    { key: 'hair', label: 'Haare', values: [] },
  ]),
  field('yes_no', 'isNew', '<b>Neukunde</b>'),
  field('number', 'party', 'Personen'),
  field('money', 'deposit', 'Anzahlung'),
  field('date', 'visit', 'Besuch'),
  field('text', 'note', 'Bemerkung'),
]

const OUTCOMES = [
  { colour: 'amber', followUp: true, key: 'call_back', label: 'Wunsch nach Rückruf' },
  { colour: 'green', followUp: false, key: 'booked', label: 'Termin <i>fest</i>' },
]

let desk: TestDesk
let client: { id: string }
let other: { id: string }
let full: string
let hair: string

const addCall = async (
  clientID: string,
  { evidence, fields, outcome }: { evidence?: object; fields?: object; outcome?: string },
) => {
  const id = crypto.randomUUID()
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, started_at, customer_name, outcome,
       fields, evidence, follow_up, source)
     values ($1::uuid, $2, $1::text, now(), now(), 'Ada', $3, $4, $5, 'open', 'recovered')`,
    [
      id,
      clientID,
      outcome ?? null,
      JSON.stringify(fields ?? null),
      JSON.stringify(evidence ?? null),
    ],
  )
  return id
}

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, { currency: 'EUR', timezone: 'Europe/Berlin' })
  other = await makeClient(desk.payload, { timezone: 'Europe/Berlin' })
  const mappings = [
    [client.id, { fields: FIELDS, lines: {}, values: [] }],
    [other.id, { fields: [field('text', 'secret', 'Geheimes Feld')], lines: {}, values: [] }],
  ] as const
  for (const [id, mapping] of mappings) {
    await desk.sql.query('update users set field_mapping = $2 where id = $1', [
      id,
      JSON.stringify(mapping),
    ])
  }
  await desk.sql.query('update field_mapping set mapping = $1', [
    JSON.stringify({ lines: {}, outcomes: OUTCOMES, values: [] }),
  ])
  full = await addCall(client.id, {
    evidence: { outcome: { from: 'structured output "Quelle"', raw: 'roher Wert' } },
    fields: {
      deposit: { amount: 20, currency: null },
      former: 'left over',
      isNew: true,
      note: '<script>alert(1)</script>',
      party: 4,
      treatment: 'nails',
      visit: '2026-12-03T18:30',
    },
    outcome: 'booked',
  })
  hair = await addCall(client.id, {
    fields: { isNew: false, treatment: 'hair' },
    outcome: 'Call back',
  })
  await addCall(client.id, { outcome: 'in the agent’s words' })
  await addCall(other.id, { fields: { secret: 'streng geheim', treatment: 'nails' } })
})
afterAll(() => desk?.stop())

const portal = (who = client) => portalOf(desk.payload, who)

const listOf = async (query: Record<string, string>, who = client) => {
  const address = readAddress(query)
  const opened = await portal(who)
  const data = await readCallsPage(opened, address)
  return {
    data,
    ids: data.calls.map(({ id }) => id).sort(),
    page: renderToStaticMarkup(createElement(CallsView, { address, data, portal: opened })),
  }
}

const callOf = async (id: string, who = client) => {
  const address = readAddress({})
  const opened = await portal(who)
  const data = await readCallPage(opened, { address, id, isWhole: false })
  if (!data) return null
  const empty = formState(null, opened.texts)
  const forms = { feedback: empty, followUp: empty }
  return renderToStaticMarkup(
    createElement(CallView, {
      address,
      data,
      done: undefined,
      forms,
      isWhole: false,
      portal: opened,
    }),
  )
}

/** What a client never reads, and what no page may run. */
const NEVER = [
  'Quelle',
  'roher Wert',
  'recovered',
  'left over',
  'former',
  '<script>alert',
  '<b>Neu',
]

const expectClean = (page: string): void => {
  for (const text of NEVER) expect(page).not.toContain(text)
  expect(page).not.toMatch(/\sstyle=/)
}

const plain = (page: string): string =>
  page.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ')

describe('a client’s list of calls', () => {
  it('shows the first own fields under their labels, and outcomes under the desk’s', async () => {
    const { page } = await listOf({})
    const text = plain(page)
    expect(text).toContain('Behandlung : Nägel')
    expect(text).toContain('&lt;b&gt;Neukunde&lt;/b&gt; : Yes')
    expect(text).toContain('Personen : 4')
    expect(text).not.toMatch(/Anzahlung :|Bemerkung :/)
    expect(text).toContain('Termin &lt;i&gt;fest&lt;/i&gt;')
    expect(text).toContain('Wunsch nach Rückruf')
    expect(text).toContain('in the agent’s words')
    expect(text).not.toMatch(/call_back|Call back/)
    expectClean(page)
    expect(page).not.toContain('Geheimes Feld')
  })

  it('is filtered by fields with few values, which the form offers', async () => {
    const every = await listOf({})
    expect(every.page).toMatch(/<select[^>]*name="field\.treatment"/)
    expect(every.page).toMatch(/<select[^>]*name="field\.isNew"/)
    expect(every.page).not.toMatch(/name="field\.(?:party|note|visit)"/)
    const nails = await listOf({ 'field.treatment': 'nails' })
    expect(nails.ids).toEqual([full])
    expect(nails.page).toMatch(/<option value="nails" selected="">Nägel/)
    expect(nails.page).toMatch(/<details[^>]* open=""/)
    expect((await listOf({ 'field.isNew': 'false' })).ids).toEqual([hair])
    expect((await listOf({ 'field.isNew': 'true', 'field.treatment': 'hair' })).ids).toEqual([])
    // What is no field of the client, or no value of it, is left out.
    for (const [name, value] of [
      ['field.secret', 'x'],
      ['field.treatment', 'feet'],
    ] as const) {
      expect((await listOf({ [name]: value })).ids).toHaveLength(3)
    }
    expect((await listOf({ 'field.treatment': 'nails' }, other)).ids).toHaveLength(1)
  })

  it('has its filters in the file, and in the links to its calls', async () => {
    const { data, page } = await listOf({ 'field.treatment': 'nails' })
    expect(decodeURIComponent(data.exportPath)).toContain('"fields.treatment":{"equals":"nails"}')
    expect(page).toContain(`href="/calls/${full}?field.treatment=nails"`)
  })

  it('is filtered by an outcome in all its spellings, under its label', async () => {
    const { page } = await listOf({ outcome: 'call_back' })
    expect(page).toContain(`/calls/${hair}?`)
    expect(plain(page)).toContain('Wunsch nach Rückruf')
    expect(page).not.toContain(`/calls/${full}?`)
  })
})

describe('a client’s call', () => {
  it('has all own fields with a value, each in its format', async () => {
    const page = (await callOf(full)) ?? ''
    const text = plain(page)
    for (const fact of [
      'Behandlung Nägel',
      '&lt;b&gt;Neukunde&lt;/b&gt; Yes',
      'Personen 4',
      'Anzahlung €20.00',
      'Bemerkung &lt;script&gt;alert(1)&lt;/script&gt;',
      'Outcome Termin &lt;i&gt;fest&lt;/i&gt;',
    ]) {
      expect(text).toContain(fact)
    }
    expect(text).toMatch(/Besuch Thu,? 3 Dec 2026/)
    expectClean(page)
  })

  it('without values has no labels', async () => {
    const page = plain((await callOf(hair)) ?? '')
    expect(page).toContain('Behandlung Haare')
    expect(page).not.toMatch(/Anzahlung|Bemerkung|Personen/)
  })

  it('is no other client’s, and neither are its fields', async () => {
    expect(await callOf(full, other)).toBeNull()
    const { page } = await listOf({}, other)
    expect(page).toContain('streng geheim')
    expect(page).not.toMatch(/Behandlung|Nägel|nails/)
  })
})

describe('a client’s other pages', () => {
  it('have the desk’s labels: what is to do', async () => {
    const opened = await portal()
    const { calls, next } = await readToDo({ after: null, req: opened.req })
    const page = renderToStaticMarkup(
      createElement(ToDoView, {
        calls,
        count: calls.length,
        done: undefined,
        isLater: false,
        labels: await labelsOf(desk.payload, client.id),
        next,
        now: new Date(),
        portal: opened,
        state: formState(null, opened.texts),
      }),
    )
    expect(plain(page)).toContain('Wunsch nach Rückruf')
    expect(page).not.toContain('Call back')
    expectClean(page)
  })

  it('have the desk’s labels, in its order: the figures', async () => {
    const page = plain(renderToStaticMarkup(await FiguresPage({ portal: await portal() })))
    const places = ['Wunsch nach Rückruf', 'Termin &lt;i&gt;fest', 'in the agent’s words'].map(
      (text) => page.indexOf(text),
    )
    expect(Math.min(...places)).toBeGreaterThan(0)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it('offer the desk’s outcomes for the to-do list, and say what its own rule has', async () => {
    const page = renderToStaticMarkup(
      await SettingsPage({ done: undefined, portal: await portal() }),
    )
    expect(page).toMatch(
      /<input[^>]*checked=""[^>]*value="call_back"|value="call_back"[^>]*checked=""/,
    )
    expect(plain(page)).toMatch(/calls with the outcome Wunsch nach Rückruf/)
    expect(plain(page)).toContain('Termin &lt;i&gt;fest&lt;/i&gt;')
    expect(page).not.toContain('value="Call back"')
  })
})

describe('labels', () => {
  it('are the desk’s, in their order', async () => {
    expect((await outcomesOf(desk.payload)).map(({ key }) => key)).toEqual(['call_back', 'booked'])
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { exported } from '../../helpers/exports'
import { entriesSince, positionOf } from '../../helpers/history'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { counts, upload, uploadThrice } from './uploads'

let desk: TestDesk
let root: Record<string, string>

/** Everything that an import could change. */
const state = async () => {
  const read = async (text: string) => (await desk.sql.query(text)).rows
  return {
    calls: await read('select * from call_summaries order by id'),
    history: await read('select id from audit_log order by id'),
    notifications: await read('select id from notifications'),
    users: await read('select * from users order by id'),
  }
}

const clientBy = async (email: string) => {
  const { rows } = await desk.sql.query('select * from users where email = $1', [email])
  return rows[0]
}

const callBy = async (id: string) => {
  const { rows } = await desk.sql.query('select * from call_summaries where vapi_call_id = $1', [
    id,
  ])
  return rows[0]
}

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
})
beforeEach(async () => {
  await desk.sql.query('truncate call_summaries cascade')
})
afterAll(() => desk?.stop())

const CLIENTS = `\uFEFFE-Mail;Firma;Ansprechpartner;Telefon;Zeitzone;Währung;Notizen;Token;Kunde seit;Farbe
ada@clients.test;Salon Ada;Ada Stone;+49 30 901820;Europe/Berlin;EUR;"Erste Zeile
zweite Zeile";token-of-ada-in-the-old-system;24.12.2024;rot
bob@clients.test;"=HYPERLINK(""x"")";;030 901820;Mars;EUR;;kurz;;
;Ohne Adresse;;;;;;;;
ada@clients.test;Noch einmal;;;;;;;;
`

describe('clients from CSV', () => {
  it('are shown first, then stored, and the same file again changes nothing', async () => {
    const before = await state()
    const dry = await upload(desk, { file: CLIENTS, headers: root })
    expect(dry.events[0]).toEqual({ format: 'csv-clients', type: 'format' })
    expect(dry.events[1]).toMatchObject({
      columns: {
        read: expect.arrayContaining([
          { column: 'Firma', field: 'businessName' },
          { column: 'Farbe', field: null },
        ]),
      },
      rows: 4,
      type: 'begin',
    })
    expect(await state()).toEqual(before)

    const known = await positionOf(desk.sql)
    const first = await upload(desk, { file: CLIENTS, headers: root, query: { apply: 'true' } })
    const same = (result: typeof dry) =>
      result.rows.map(({ label, line, result: what }) => [line, label, what])
    expect(same(first)).toEqual(same(dry))
    expect(same(first)).toEqual([
      [2, 'ada@clients.test', 'create'],
      [4, 'bob@clients.test', 'create'],
      [5, '–', 'error'],
      [6, 'ada@clients.test', 'skip'],
    ])
    expect(first.rows[1]?.notes).toHaveLength(3)
    expect(first.rows[1]?.notes.join()).not.toContain('kurz')
    expect(await clientBy('ada@clients.test')).toMatchObject({
      business_name: 'Salon Ada',
      currency: 'EUR',
      is_active: true,
      is_staff: false,
      is_superuser: false,
      name: 'Ada Stone',
      phone: '+4930901820',
      setup_status: 'token_generated',
      timezone: 'Europe/Berlin',
    })
    expect((await clientBy('ada@clients.test')).created_at.toISOString()).toBe(
      '2024-12-23T23:00:00.000Z',
    )
    expect(JSON.stringify((await clientBy('ada@clients.test')).admin_notes)).toContain(
      'zweite Zeile',
    )
    expect(await clientBy('bob@clients.test')).toMatchObject({
      business_name: '=HYPERLINK("x")',
      phone: null,
    })

    const entries = await entriesSince(desk.sql, known)
    expect(entries.map(({ action }) => action).sort()).toEqual(['created', 'created', 'imported'])
    expect(entries.find(({ action }) => action === 'imported')).toMatchObject({
      actor_kind: 'staff',
      changes: {
        importFormat: [null, 'csv-clients'],
        rowsCreated: [null, 2],
        rowsWithErrors: [null, 1],
      },
      collection: 'users',
    })

    const after = await state()
    const second = await upload(desk, { file: CLIENTS, headers: root, query: { apply: 'true' } })
    expect(second.counts).toEqual(counts({ error: 1, same: 2, skip: 1 }))
    const again = await state()
    expect({ ...again, history: [] }).toEqual({ ...after, history: [] })
  })

  it('who are there already only get what they have nothing of', async () => {
    const client = await makeClient(desk.payload, {
      businessName: 'Keeps it',
      email: 'kept@clients.test',
    })
    const file =
      'email,business name,phone,active,status,opening hours\nKEPT@clients.test,Other,+12025550146,no,live,"Mon-Fri 9:00-17:30, Sat 10:00-14:00"\n'
    const { dry, first, second } = await uploadThrice(desk, { file, headers: root })
    expect([dry.counts, first.counts, second.counts]).toEqual([
      counts({ change: 1 }),
      counts({ change: 1 }),
      counts({ same: 1 }),
    ])
    expect(await clientBy(client.email)).toMatchObject({
      business_name: 'Keeps it',
      is_active: true,
      phone: '+12025550146',
      setup_status: 'token_generated',
    })
    const hours = await desk.sql.query('select from users_service_hours where _parent_id = $1', [
      client.id,
    ])
    expect(hours.rowCount).toBe(6)
  })

  it('leave staff and superusers alone, and take no token of another client', async () => {
    const staff = await makeStaff(desk.payload)
    const owner = await makeClient(desk.payload)
    const file = `email,name,token\n${staff.email},New name,\nthief@clients.test,T,${owner.vapiWebhookToken}\n`
    const { rows } = await upload(desk, { file, headers: root, query: { apply: 'true' } })
    expect(rows.map(({ result }) => result)).toEqual(['skip', 'create'])
    expect(rows[1]?.notes.join()).toContain('belongs to another client')
    expect((await clientBy('thief@clients.test')).vapi_webhook_token_index).toBeNull()
    expect((await clientBy(staff.email)).name).toBeNull()
  })

  it('columns can be given by name', async () => {
    const file = 'Login,Laden\nmapped@clients.test,Salon Map\n'
    const refused = await upload(desk, { file, headers: root, query: { format: 'csv-calls' } })
    expect(refused.reason).toContain('No column has the IDs')
    const map = JSON.stringify({ Laden: 'businessName', Login: 'email' })
    await upload(desk, { file, headers: root, query: { apply: 'true', map } })
    expect(await clientBy('mapped@clients.test')).toMatchObject({ business_name: 'Salon Map' })
  })
})

describe('calls from CSV', () => {
  it('keep their times, are marked as imported, and notify nobody', async () => {
    const client = await makeClient(desk.payload, { currency: 'EUR', timezone: 'Europe/Berlin' })
    const file = `Call ID;Datum;Dauer;Anrufer;Telefon;Ergebnis;Leistung;Preis;Zusammenfassung
c-1;15.07.2026 22:30;1:01;Müller;'+49 30 1;gebucht;Schnitt;1.234,50;"Zeile
'=2"
c-2;;;;;;;;
c-1;15.07.2026 22:30;;;;;;;
desk-test-1;15.07.2026;;;;;;;
`
    const windows = Buffer.from(file, 'latin1')
    const before = await state()
    const query = { client: client.email }
    const { dry, first, second } = await uploadThrice(desk, { file: windows, headers: root, query })
    expect(dry.counts).toEqual(counts({ create: 1, error: 1, skip: 2 }))
    expect(first.rows).toEqual(dry.rows)
    expect(second.counts).toEqual(counts({ error: 1, same: 1, skip: 2 }))
    const call = await callBy('c-1')
    expect(call).toMatchObject({
      client_id: client.id,
      currency: 'EUR',
      customer_name: 'Müller',
      customer_phone: '+49 30 1',
      duration_seconds: '61',
      ended_group: 'unknown',
      evidence: null,
      fields: null,
      follow_up: null,
      messages: null,
      outcome: 'gebucht',
      price: '1234.5',
      service_name: 'Schnitt',
      source: 'imported',
      structured_data: null,
      summary: 'Zeile\n=2',
    })
    expect(call.started_at.toISOString()).toBe('2026-07-15T20:30:00.000Z')
    expect(call.reported_at.toISOString()).toBe('2026-07-15T20:31:01.000Z')
    expect((await state()).notifications).toEqual(before.notifications)
  })

  it('of our own export are read back', async () => {
    const one = await makeClient(desk.payload, {
      email: 'one@calls.test',
      timezone: 'America/New_York',
    })
    const two = await makeClient(desk.payload, { email: 'two@calls.test' })
    const make = (client: { id: string }, vapiCallId: string, more: object) =>
      desk.payload.create({
        collection: 'call-summaries',
        data: { client: client.id, vapiCallId, ...more },
      })
    await make(one, 'own-1', {
      callType: 'inboundPhoneCall',
      cost: 0.5,
      costBreakdown: { total: 0.5 },
      currency: 'USD',
      customerName: '=HYPERLINK("x")',
      customerPhone: '+12025550146',
      customerPhoneSource: 'caller',
      durationSeconds: 61.5,
      endedAt: '2026-07-15T22:31:06.000Z',
      endedGroup: 'completed',
      endedReason: 'customer-ended-call',
      hasRecording: true,
      messages: [{ at: 0, role: 'user', text: 'Hello' }],
      outcome: 'booked, "twice"',
      price: 1234.5,
      reportedAt: '2026-07-15T22:31:09.000Z',
      serviceName: '@SUM(A1)',
      startedAt: '2026-07-15T22:30:05.000Z',
      structuredData: { outcome: '=1' },
      successEvaluation: 'true',
      summary: 'Ünïcode 🙂\r\n- first\n=2;=3',
      transcript: 'User: Hello',
      vapiAssistantId: 'assistant-1',
      vapiPhoneNumber: '+12025550100',
    })
    await make(two, 'own-2', { hasRecording: false, reportedAt: '2026-07-15T22:31:09.000Z' })
    const { text } = await exported(desk, 'format=csv&bom=true&select[followUpNote]=false', root)
    const read = async () =>
      (
        await desk.sql.query(
          `select to_jsonb(c) - '{id,created_at,updated_at,changed_in,source,field_times,edits}'::text[] as call
           from call_summaries c order by vapi_call_id`,
        )
      ).rows
    const before = await read()
    const nothing = await upload(desk, { file: text, headers: root, query: { apply: 'true' } })
    expect(nothing.counts).toEqual(counts({ same: 2 }))
    await desk.sql.query('truncate call_summaries cascade')
    const again = await upload(desk, { file: text, headers: root, query: { apply: 'true' } })
    expect(again.rows.flatMap(({ notes }) => notes)).toEqual([])
    expect(again.counts).toEqual(counts({ create: 2 }))
    expect(await read()).toEqual(before)
  })

  it('that are there already only get what they have nothing of, and keep what a person set', async () => {
    const client = await makeClient(desk.payload)
    const { doc } = (
      await asJSON<{ doc: { id: string } }>({
        body: {
          client: client.id,
          outcome: 'kept',
          reportedAt: '2026-07-15T22:31:09.000Z',
          vapiCallId: 'k-1',
        },
        headers: root,
        url: `${desk.url}/api/call-summaries`,
      })
    ).body
    await asJSON({
      body: { summary: 'By hand' },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/call-summaries/${doc.id}`,
    })
    await asJSON({
      body: { summary: null },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/call-summaries/${doc.id}`,
    })
    const known = await positionOf(desk.sql)
    const file =
      'call id,start,outcome,service,summary\nk-1,2026-07-15 10:00,other,Cut,From the file\n'
    const { dry, first, second } = await uploadThrice(desk, {
      file,
      headers: root,
      query: { client: client.id },
    })
    expect([dry, first, second].map((each) => each.counts)).toEqual([
      counts({ change: 1 }),
      counts({ change: 1 }),
      counts({ same: 1 }),
    ])
    expect(await callBy('k-1')).toMatchObject({
      outcome: 'kept',
      service_name: 'Cut',
      summary: null,
    })
    expect((await callBy('k-1')).reported_at.toISOString()).toBe('2026-07-15T22:31:09.000Z')
    const touched = (await entriesSince(desk.sql, known)).flatMap((entry) => entry.touched)
    expect(touched.map(({ label }) => label)).toEqual(['k-1'])
  })

  it('own fields are read by label and by key', async () => {
    const client = await makeClient(desk.payload, {
      fieldMapping: {
        fields: [
          { choices: [], key: 'guests', label: 'Number of guests', sources: [], type: 'number' },
          { choices: [], key: 'vip', label: 'VIP', sources: [], type: 'yes_no' },
        ],
        lines: {},
        values: [],
      },
    })
    const file = 'call id,start,number of guests,vip,shoe\nf-1,2026-07-15 10:00,4,yes,x\n'
    const query = { apply: 'true', client: client.id }
    await upload(desk, { file, headers: root, query })
    expect((await callBy('f-1')).fields).toEqual({ guests: 4, vip: true })
    await desk.sql.query(`update call_summaries set fields = '{"guests": 5}'`)
    const { counts: changed } = await upload(desk, { file, headers: root, query })
    expect(changed).toEqual(counts({ change: 1 }))
    expect((await callBy('f-1')).fields).toEqual({ guests: 5, vip: true })
    const { text } = await exported(desk, `format=csv&where[client][equals]=${client.id}`, root)
    expect(text).toContain('Number of guests')
    await desk.sql.query('truncate call_summaries cascade')
    await upload(desk, { file: text, headers: root, query: { apply: 'true' } })
    expect((await callBy('f-1')).fields).toEqual({ guests: 5, vip: true })
  })

  it('dates that can be two days are left out, unless the file or --map says which', async () => {
    const client = await makeClient(desk.payload)
    const rows = 'a-1;03/04/2026 10:00\n'
    const query = { apply: 'true', client: client.id }
    const unknown = await upload(desk, { file: `call id;start\n${rows}`, headers: root, query })
    expect(unknown.rows[0]).toMatchObject({ result: 'error' })
    expect(unknown.rows[0]?.notes.join()).toContain('day and month can be either')
    const shown = await upload(desk, {
      file: `call id;start\n${rows}a-2;13/04/2026 10:00\n`,
      headers: root,
      query,
    })
    expect(shown.counts).toEqual(counts({ create: 2 }))
    expect((await callBy('a-1')).started_at.toISOString()).toBe('2026-04-03T10:00:00.000Z')
    const map = JSON.stringify({ start: 'startedAt:mdy' })
    await upload(desk, {
      file: `call id;start\n${rows.replace('a-1', 'a-3')}`,
      headers: root,
      query: { ...query, map },
    })
    expect((await callBy('a-3')).started_at.toISOString()).toBe('2026-03-04T10:00:00.000Z')
  })

  it('a file that breaks off in its last line writes nothing', async () => {
    const client = await makeClient(desk.payload)
    const good = Array.from({ length: 500 }, (_, row) => `b-${row},2026-07-15 10:00,x\n`).join('')
    const broken = await upload(desk, {
      file: `call id,start,summary\n${good}b-x,2026-07-15 10:00,"no end`,
      headers: root,
      query: { apply: 'true', client: client.id },
    })
    expect(broken.reason).toContain('quote is not closed')
    expect((await state()).calls).toEqual([])
  })

  it('the same calls at the same time as their reports are one call each', async () => {
    const client = await makeClient(desk.payload)
    const ids = Array.from({ length: 40 }, (_, row) => `r-${row}`)
    const file = `call id,start,outcome\n${ids.map((id) => `${id},2026-07-15 10:00,from file`).join('\n')}\n`
    const post = (id: string) =>
      fetch(`${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`, {
        body: JSON.stringify({
          message: { analysis: { summary: 'reported' }, call: { id }, type: 'end-of-call-report' },
        }),
        headers: { 'content-type': 'application/json' },
        method: 'POST',
      })
    const [{ counts: done }, ...posts] = await Promise.all([
      upload(desk, { file, headers: root, query: { apply: 'true', client: client.id } }),
      ...ids.map(post),
    ])
    expect(posts.map(({ status }) => status)).toEqual(ids.map(() => 200))
    expect((done?.create ?? 0) + (done?.change ?? 0)).toBe(40)
    const { calls } = await state()
    expect(calls).toHaveLength(40)
    for (const call of calls)
      expect(call).toMatchObject({ outcome: 'from file', summary: 'reported' })
  })
})

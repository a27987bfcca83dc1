import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type Doc = Record<string, unknown> & { id: string }
type Written = { doc?: Doc; errors?: { code: string; data?: unknown; message: string }[] }

const EVIDENCE = {
  'fields.nights': { from: 'variable "nights"', raw: '2' },
  outcome: { from: 'analysis.structuredData.result', raw: 'true' },
}

let desk: TestDesk
let client: User
let asClient: Headers
let editor: Headers
let adder: Headers
let viewer: Headers
let root: Headers
let counter = 0

const newCall = async (fields: object | null = { nights: 2 }): Promise<string> => {
  counter += 1
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, outcome, fields, evidence)
     values (uuidv7(), $1, $2, now(), 'booked', $3, $4) returning id`,
    [
      client.id,
      `call-${counter}`,
      fields === null ? null : JSON.stringify(fields),
      JSON.stringify(EVIDENCE),
    ],
  )
  return rows[0]?.id ?? ''
}

const patch = (as: Headers, id: string, data: unknown) =>
  asJSON<Written>({
    body: data,
    headers: as,
    method: 'PATCH',
    url: `${desk.url}/api/call-summaries/${id}`,
  })

const stored = async (id: string): Promise<Record<string, unknown>> => {
  const { rows } = await desk.sql.query(
    'select fields, edits, evidence, outcome from call_summaries where id = $1',
    [id],
  )
  return rows[0]
}

beforeAll(async () => {
  desk = await createTestDesk()
  const { payload } = desk
  root = await signedIn(payload, await makeSuperuser(payload))
  const view = ['call-summaries.view', 'audit-log.view'] as const
  editor = await signedIn(payload, await makeStaff(payload, ['call-summaries.change', ...view]))
  adder = await signedIn(payload, await makeStaff(payload, ['call-summaries.add', ...view]))
  viewer = await signedIn(payload, await makeStaff(payload, view))
  client = await makeClient(payload)
  asClient = await signedIn(payload, client)
}, 60_000)

afterAll(() => desk.stop())

describe('own fields of a call', () => {
  it('are written by staff as an edit, and lose their evidence', async () => {
    const id = await newCall()
    const fields = {
      arrival: '2026-11-29',
      breakfast: false,
      deposit: { amount: 30, currency: 'EUR' },
      nights: 0,
      wish: 'quiet',
    }
    const { body, status } = await patch(editor, id, { fields })
    expect([status, body.doc?.fields]).toEqual([200, fields])
    expect(await stored(id)).toEqual({
      edits: { fields: expect.any(String) },
      evidence: { outcome: EVIDENCE.outcome },
      fields,
      outcome: 'booked',
    })
  })

  it('are no edit if nothing changes, in whatever order the keys are', async () => {
    const id = await newCall({ nights: 2, wish: 'quiet' })
    await patch(editor, id, { fields: { wish: 'quiet', nights: 2, other: null } })
    expect(await stored(id)).toMatchObject({ edits: null, evidence: EVIDENCE })
  })

  it('keep their evidence when something else is edited', async () => {
    const id = await newCall()
    await patch(editor, id, { outcome: 'cancelled' })
    expect(await stored(id)).toMatchObject({
      evidence: { 'fields.nights': EVIDENCE['fields.nights'] },
      fields: { nights: 2 },
    })
  })

  it('say nothing by null, an empty text or an empty object', async () => {
    const id = await newCall()
    await patch(editor, id, { fields: { nights: null, wish: '' } })
    expect(await stored(id)).toMatchObject({ edits: { fields: expect.any(String) }, fields: null })
    const other = await newCall()
    await patch(editor, other, { fields: {} })
    expect(await stored(other)).toMatchObject({ fields: null })
  })

  it.each<[string, unknown]>([
    ['a text', 'nights'],
    ['a list', [{ nights: 2 }]],
    ['a number', 5],
    ['a key that is none', { Nights: 2 }],
    ['a key with a dot', { 'a.b': 2 }],
    ['a key that is too long', { ['a'.repeat(41)]: 2 }],
    ['a list as a value', { nights: [2] }],
    ['an object as a value', { nights: { a: 1 } }],
    ['a deep object', { nights: { amount: { amount: 1 }, currency: null } }],
    ['an amount without its currency', { price: { amount: 1 } }],
    ['a currency that is none', { price: { amount: 1, currency: 'euros' } }],
    ['an amount with more', { price: { amount: 1, currency: null, more: 1 } }],
    ['a long text', { wish: 'x'.repeat(501) }],
    ['too many', Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`f${at}`, at]))],
  ])('are refused: %s', async (_, fields) => {
    const id = await newCall()
    const { body, status } = await patch(editor, id, { fields })
    expect([status, body.errors?.[0]?.code]).toEqual([400, 'VALIDATION_FAILED'])
    expect(JSON.stringify(body.errors)).toMatch(/own field|key|value|characters|currency/i)
    expect(await stored(id)).toMatchObject({ edits: null, fields: { nights: 2 } })
    const created = await asJSON<Written>({
      body: { client: client.id, fields, vapiCallId: `made ${counter}` },
      headers: adder,
      url: `${desk.url}/api/call-summaries`,
    })
    expect([created.status, created.body.errors?.[0]?.code]).toEqual([400, 'VALIDATION_FAILED'])
  })

  it('may stay more than 20, of fields that the client had once', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f${at}`, at]))
    const id = await newCall(many)
    const { status } = await patch(editor, id, { fields: { ...many, f1: 100 }, outcome: 'x' })
    expect([status, await stored(id)]).toEqual([
      200,
      expect.objectContaining({ fields: { ...many, f1: 100 }, outcome: 'x' }),
    ])
    expect((await patch(editor, id, { fields: { ...many, more: 1 } })).status).toBe(400)
  })

  it('are written when a call is created, and by GraphQL', async () => {
    const { body, status } = await asJSON<Written>({
      body: { client: client.id, fields: { nights: 3, wish: null }, vapiCallId: 'created' },
      headers: adder,
      url: `${desk.url}/api/call-summaries`,
    })
    expect([status, body.doc?.fields]).toEqual([201, { nights: 3 }])
    expect(await stored(body.doc?.id ?? '')).toMatchObject({
      edits: { fields: expect.any(String) },
    })
    const id = await newCall()
    const answer = await graphQL({
      headers: editor,
      query: `mutation ($id: String!, $fields: JSON) {
        updateCallSummary(id: $id, data: {fields: $fields}) { fields } }`,
      url: desk.url,
      variables: { fields: { nights: 4 }, id },
    })
    expect(answer.body.data).toEqual({ updateCallSummary: { fields: { nights: 4 } } })
  })

  it('are written by nobody else, and their evidence and source by nobody at all', async () => {
    const id = await newCall()
    for (const as of [asClient, viewer, adder, {}]) {
      expect((await patch(as, id, { fields: { nights: 9 } })).status).toBe(403)
    }
    await patch(root, id, {
      evidence: { outcome: { from: 'made up', raw: '' } },
      source: 'imported',
    })
    const { rows } = await desk.sql.query(
      'select fields, evidence, source from call_summaries where id = $1',
      [id],
    )
    expect(rows).toEqual([{ evidence: EVIDENCE, fields: { nights: 2 }, source: 'webhook' }])
  })

  it('lose nothing when two people edit a call at the same time', async () => {
    const id = await newCall()
    const answers = await Promise.all([
      patch(editor, id, { fields: { nights: 7 } }),
      patch(root, id, { outcome: 'cancelled' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await stored(id)).toEqual({
      edits: { fields: expect.any(String), outcome: expect.any(String) },
      evidence: null,
      fields: { nights: 7 },
      outcome: 'cancelled',
    })
  })

  it('are in the history as changed, without their values', async () => {
    const id = await newCall()
    await patch(editor, id, { fields: { wish: 'a private wish' } })
    const { rows } = await desk.sql.query<{ changes: unknown }>(
      `select changes from audit_log where document = $1 and action = 'changed'`,
      [id],
    )
    expect(rows).toEqual([{ changes: expect.objectContaining({ fields: 'changed' }) }])
    expect(JSON.stringify(rows)).not.toContain('wish')
    expect(JSON.stringify(rows)).not.toContain('variable')
  })

  it('are given back to the reports', async () => {
    const id = await newCall()
    await patch(editor, id, { fields: { nights: 9 } })
    const { body, status } = await asJSON<{ givenBack: unknown }>({
      body: { fields: ['fields'] },
      headers: editor,
      url: `${desk.url}/api/call-summaries/${id}/give-back`,
    })
    expect([status, JSON.stringify(body)]).toEqual([200, expect.stringContaining('givenBack')])
    expect((await stored(id)).edits ?? {}).not.toHaveProperty('fields')
  })
})

import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seenAs } from '../../../src/access/readOnly'
import { answerFeedback, giveFeedback } from '../../../src/followUps/feedback'
import { setFollowUp } from '../../../src/followUps/followUp'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { recorded } from '../../helpers/history'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>

const KEY = '0123456789abcdef0123456789abcdef'
const PATHS = { answer: 'feedback/answer', feedback: 'feedback', followUp: 'follow-up' } as const
type Door = keyof typeof PATHS

let desk: TestDesk
let client: User
const people: Record<string, Headers> = {}
let counter = 0

const newCall = async (more: Record<string, unknown> = {}): Promise<string> => {
  counter += 1
  const values = { client_id: client.id, vapi_call_id: `call ${counter}`, ...more }
  const names = Object.keys(values)
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, reported_at, ${names.join(', ')})
     values (gen_random_uuid(), now(), ${names.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(values),
  )
  return rows[0]?.id ?? ''
}

const post = (door: Door, id: string, body: unknown, as = 'client') =>
  asJSON({
    body,
    headers: people[as] ?? {},
    url: `${desk.url}/api/call-summaries/${id}/${PATHS[door]}`,
  })

const COLUMNS = `follow_up, follow_up_due_at, follow_up_note, follow_up_by, follow_up_at, feedback_reason,
  feedback_text, feedback_at, feedback_state, feedback_answer`

const stored = async (id: string) => {
  const { rows } = await desk.sql.query<Record<string, unknown>>(
    `select ${COLUMNS}, updated_at, xmin::text from call_summaries where id = $1`,
    [id],
  )
  return rows[0] ?? {}
}

const everythingElse = async (id: string) => {
  const { rows } = await desk.sql.query<Record<string, unknown>>(
    'select to_jsonb(c) as call from call_summaries c where id = $1',
    [id],
  )
  return Object.fromEntries(
    Object.entries(Object(rows[0]?.call)).filter(
      ([name]) => !/^(follow_up|feedback|updated_at|changed_in)/.test(name),
    ),
  )
}

const MUTATIONS = {
  answer: `mutation ($id: String!) { answerFeedback(id: $id, state: closed) { id } }`,
  feedback: `mutation ($id: String!) { giveFeedback(id: $id, reason: price) { id } }`,
  followUp: `mutation ($id: String!) { setFollowUp(id: $id, followUp: done) { id } }`,
} as const satisfies Record<Door, string>

const BODIES = {
  answer: { state: 'closed' },
  feedback: { reason: 'price' },
  followUp: { followUp: 'done' },
} as const satisfies Record<Door, object>

beforeAll(async () => {
  desk = await createTestDesk()
  people.root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload, { name: 'Ada' })
  people.client = await signedIn(desk.payload, client)
  people.other = await signedIn(desk.payload, await makeClient(desk.payload))
  people.staff = await signedIn(desk.payload, await makeStaff(desk.payload))
  people.viewer = await signedIn(
    desk.payload,
    await makeStaff(desk.payload, ['call-summaries.view', 'call-summaries.add', 'users.change']),
  )
  people.changer = await signedIn(
    desk.payload,
    await makeStaff(desk.payload, ['call-summaries.change']),
  )
  const inactive = await makeClient(desk.payload)
  people.inactive = await signedIn(desk.payload, inactive)
  await desk.sql.query('update users set is_active = false where id = $1', [inactive.id])
  people.nobody = {}
  const keyed = await desk.payload.update({
    collection: 'users',
    data: { apiKey: KEY, enableAPIKey: true },
    id: client.id,
    overrideAccess: true,
  })
  expect(keyed.enableAPIKey).toBe(true)
  people.key = withAPIKey(KEY)
  const { body } = await asJSON<{ doc: { key: string } }>({
    body: { name: 'CRM' },
    headers: people.client,
    url: `${desk.url}/api/api-keys`,
  })
  people.namedKey = { authorization: `Bearer ${body.doc.key}` }
})

afterAll(() => desk.stop())

describe('a to-do', () => {
  it('is opened, noted, closed, reopened and cleared by its client', async () => {
    const id = await newCall({ summary: 'Ada called.', outcome: 'booked' })
    const rest = await everythingElse(id)
    const open = await post('followUp', id, {
      followUp: 'open',
      followUpDueAt: '2026-12-01T09:00:00+01:00',
      followUpNote: '  Ring her back  ',
    })
    expect(open.status).toBe(200)
    expect(open.body).toEqual({
      followUp: 'open',
      followUpAt: expect.stringMatching(/Z$/),
      followUpBy: 'client',
      followUpDueAt: '2026-12-01T08:00:00.000Z',
      followUpNote: 'Ring her back',
      id,
      updatedAt: expect.stringMatching(/Z$/),
    })
    expect((await post('followUp', id, { followUp: 'done' })).body).toMatchObject({
      followUp: 'done',
      followUpDueAt: '2026-12-01T08:00:00.000Z',
      followUpNote: 'Ring her back',
    })
    expect((await post('followUp', id, { followUpNote: '' })).body).toMatchObject({
      followUp: 'done',
      followUpNote: null,
    })
    expect(
      (await post('followUp', id, { followUp: 'open', followUpNote: 'again' })).body,
    ).toMatchObject({ followUp: 'open', followUpNote: 'again' })
    expect((await post('followUp', id, { followUp: null })).body).toMatchObject({
      followUp: null,
      followUpBy: 'client',
      followUpDueAt: null,
      followUpNote: null,
    })
    expect(await everythingElse(id)).toEqual(rest)
  })

  it('of any client is written by staff with the permission, in their name', async () => {
    const id = await newCall()
    for (const as of ['changer', 'root']) {
      const followUp = as === 'root' ? 'done' : 'open'
      expect((await post('followUp', id, { followUp }, as)).body).toMatchObject({
        followUp,
        followUpBy: 'staff',
      })
    }
  })

  it('is written once when it is pressed twice, and not again by its repeat', async () => {
    const id = await newCall()
    await post('followUp', id, { followUp: 'done' })
    const before = await stored(id)
    const entries = await recorded(desk.sql, () => post('followUp', id, { followUp: 'done' }))
    expect(entries).toEqual([])
    expect(await stored(id)).toEqual(before)
  })

  it('is in the history with its state and times, and without what was typed', async () => {
    const id = await newCall()
    const entries = await recorded(desk.sql, () =>
      post('followUp', id, { followUp: 'open', followUpNote: 'a secret of hers' }),
    )
    expect(entries).toMatchObject([
      {
        action: 'follow_up_changed',
        actor: client.id,
        actor_kind: 'client',
        changes: { followUp: [null, 'open'], followUpNote: 'changed' },
        collection: 'call-summaries',
        document: id,
        label: `call ${counter}`,
      },
    ])
    expect(JSON.stringify(entries)).not.toContain('secret')
    const [cleared] = await recorded(desk.sql, () =>
      post('followUp', id, { followUp: null }, 'root'),
    )
    expect(cleared).toMatchObject({
      actor_kind: 'staff',
      changes: { followUp: ['open', null], followUpNote: 'changed' },
    })
  })

  it('is recorded when an untouched call is cleared, although nothing is to see', async () => {
    const id = await newCall()
    const entries = await recorded(desk.sql, () => post('followUp', id, { followUp: null }))
    expect(entries).toMatchObject([{ action: 'follow_up_changed', changes: null }])
    expect(await stored(id)).toMatchObject({ follow_up: null, follow_up_by: 'client' })
  })

  it('keeps one of two presses at once, whole, with an entry for each that changed it', async () => {
    const id = await newCall()
    const entries = await recorded(desk.sql, () =>
      Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          n % 2 === 0
            ? post('followUp', id, { followUp: 'open', followUpNote: 'open it' })
            : post('followUp', id, { followUp: 'done', followUpNote: 'done it' }, 'changer'),
        ),
      ),
    )
    const { follow_up, follow_up_by, follow_up_note } = await stored(id)
    expect([
      ['open', 'client', 'open it'],
      ['done', 'staff', 'done it'],
    ]).toContainEqual([follow_up, follow_up_by, follow_up_note])
    // Each entry begins where the one before ended.
    const steps = entries.map(({ changes }) => changes?.followUp)
    const states = [null, ...steps.map((step) => Object(step)[1])]
    expect(steps).toEqual(states.slice(1).map((after, at) => [states[at], after]))
    expect(states.at(-1)).toBe(follow_up)
  })

  it('and an edit of the call at once lose nothing of each other', async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await newCall()
      const edit = asJSON({
        body: { serviceName: `service ${round}` },
        headers: people.root ?? {},
        method: 'PATCH',
        url: `${desk.url}/api/call-summaries/${id}`,
      })
      const [edited, pressed, given] = await Promise.all([
        edit,
        post('followUp', id, { followUp: 'done' }),
        post('feedback', id, { reason: 'caller' }),
      ])
      expect([edited.status, pressed.status, given.status]).toEqual([200, 200, 200])
      expect(await stored(id)).toMatchObject({ feedback_state: 'new', follow_up: 'done' })
      expect(await everythingElse(id)).toMatchObject({ service_name: `service ${round}` })
    }
  })
})

describe('what was wrong', () => {
  it('is said by the client, and answered and closed by staff', async () => {
    const id = await newCall()
    const rest = await everythingElse(id)
    const given = await post('feedback', id, { reason: 'outcome', text: 'She did not book.' })
    expect([given.status, given.body]).toEqual([
      200,
      {
        feedback: {
          answer: null,
          at: expect.stringMatching(/Z$/),
          reason: 'outcome',
          state: 'new',
          text: 'She did not book.',
        },
        id,
        updatedAt: expect.stringMatching(/Z$/),
      },
    ])
    const { at } = Object(given.body.feedback)
    const answered = await post(
      'answer',
      id,
      { answer: 'Corrected.', at, state: 'answered' },
      'changer',
    )
    expect(answered.body).toMatchObject({
      feedback: { answer: 'Corrected.', at, state: 'answered' },
    })
    expect((await post('answer', id, { state: 'closed' }, 'root')).body).toMatchObject({
      feedback: { answer: 'Corrected.', state: 'closed' },
    })
    expect(await everythingElse(id)).toEqual(rest)
  })

  it('can be said again, which is new again and has no answer yet', async () => {
    const id = await newCall()
    await post('feedback', id, { reason: 'price', text: 'It was 30.' })
    await post('answer', id, { answer: 'Thank you.', state: 'answered' }, 'root')
    expect(
      (await post('feedback', id, { reason: 'price', text: 'It was 30.' })).body,
    ).toMatchObject({
      feedback: { answer: null, state: 'new' },
    })
    const before = await stored(id)
    await post('feedback', id, { reason: 'price', text: ' It was 30. ' })
    expect(await stored(id)).toEqual(before)
  })

  it('is not answered by staff who read something else', async () => {
    const id = await newCall()
    const first = await post('feedback', id, { reason: 'price' })
    await post('feedback', id, { reason: 'other', text: 'Also the name.' })
    const { at } = Object(first.body.feedback)
    const late = await post('answer', id, { answer: 'Done.', at, state: 'answered' }, 'root')
    expect([late.status, late.body.errors]).toMatchObject([409, [{ code: 'CHANGED_MEANWHILE' }]])
    expect(await stored(id)).toMatchObject({ feedback_answer: null, feedback_state: 'new' })
  })

  it('is answered only if there is something', async () => {
    const answer = await post('answer', await newCall(), { state: 'closed' }, 'root')
    expect([answer.status, answer.body.errors]).toMatchObject([409, [{ code: 'NO_FEEDBACK' }]])
  })

  it('is in the history by its reason and state, without any text', async () => {
    const id = await newCall()
    const entries = await recorded(desk.sql, async () => {
      await post('feedback', id, { reason: 'other', text: 'hush hush' })
      await post('answer', id, { answer: 'hush as well', state: 'answered' }, 'root')
    })
    expect(entries).toMatchObject([
      {
        action: 'feedback_given',
        changes: {
          'feedback.reason': [null, 'other'],
          'feedback.state': [null, 'new'],
          'feedback.text': 'changed',
        },
      },
      {
        action: 'feedback_answered',
        changes: { 'feedback.answer': 'changed', 'feedback.state': ['new', 'answered'] },
      },
    ])
    expect(JSON.stringify(entries)).not.toContain('hush')
  })

  it('stays whole when it is said and closed at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await newCall()
      await post('feedback', id, { reason: 'summary', text: 'first' })
      await Promise.all([
        post('feedback', id, { reason: 'caller', text: 'second' }),
        post('answer', id, { answer: 'to the first', state: 'closed' }, 'root'),
      ])
      const { feedback_answer, feedback_reason, feedback_state, feedback_text } = await stored(id)
      expect([feedback_reason, feedback_text]).toEqual(['caller', 'second'])
      expect([
        ['new', null],
        ['closed', 'to the first'],
      ]).toContainEqual([feedback_state, feedback_answer])
    }
  })
})

describe('a body that is not what is expected', () => {
  const LONG = 'x'.repeat(1_001)
  it.each<[Door, string, unknown]>([
    ['followUp', 'client', {}],
    ['followUp', 'client', null],
    ['followUp', 'client', []],
    ['followUp', 'client', 'not json'],
    ['followUp', 'client', { followUp: 'later' }],
    ['followUp', 'client', { followUp: '' }],
    ['followUp', 'client', { followUp: 'done', followUpBy: 'staff' }],
    ['followUp', 'client', { followUp: 'done', followUpAt: null }],
    ['followUp', 'client', { followUp: 'done', summary: 'mine now' }],
    ['followUp', 'client', { followUp: 'done', client: 'x' }],
    ['followUp', 'client', { followUpDueAt: 'tomorrow' }],
    ['followUp', 'client', { followUpDueAt: 5 }],
    ['followUp', 'client', { followUpDueAt: '0000-01-01T00:00:00Z' }],
    ['followUp', 'client', { followUpDueAt: '9999-12-31T23:59:59-10:00' }],
    ['followUp', 'client', { followUpNote: LONG }],
    ['followUp', 'client', { followUpNote: { equals: 1 } }],
    ['feedback', 'client', {}],
    ['feedback', 'client', { reason: 'mood' }],
    ['feedback', 'client', { text: 'no reason' }],
    ['feedback', 'client', { reason: 'other' }],
    ['feedback', 'client', { reason: 'other', text: '   ' }],
    ['feedback', 'client', { reason: 'price', text: LONG }],
    ['feedback', 'client', { reason: 'price', state: 'closed' }],
    ['feedback', 'client', { answer: 'mine', reason: 'price' }],
    ['answer', 'root', {}],
    ['answer', 'root', { state: 'new' }],
    ['answer', 'root', { state: 'answered' }],
    ['answer', 'root', { answer: ' ', state: 'answered' }],
    ['answer', 'root', { answer: 'x', reason: 'price', state: 'answered' }],
    ['answer', 'root', { answer: LONG, state: 'answered' }],
  ])('is refused with 400, and nothing is written: %s by %s %j', async (door, as, body) => {
    const id = await newCall()
    if (door === 'answer') await post('feedback', id, { reason: 'price' })
    const before = await stored(id)
    const answer = await post(door, id, body, as)
    expect([answer.status, answer.body.errors]).toMatchObject([400, [{ code: 'BODY_INVALID' }]])
    expect(await stored(id)).toEqual(before)
  })

  it('may not hold what the database cannot store', async () => {
    const id = await newCall()
    const answers = [
      await post('followUp', id, { followUpNote: 'a\u0000b' }),
      await post('feedback', id, { reason: 'other', text: 'a\u0000b' }),
    ]
    expect(answers.map(({ body }) => body.errors)).toMatchObject([
      [{ code: 'TEXT_INVALID' }],
      [{ code: 'TEXT_INVALID' }],
    ])
  })
})

/** Which of the three each person may write, and by what they are refused. */
const REFUSED = {
  changer: { answer: null, feedback: 'FORBIDDEN', followUp: null },
  client: { answer: 'FORBIDDEN', feedback: null, followUp: null },
  inactive: { answer: 'FORBIDDEN', feedback: 'FORBIDDEN', followUp: 'FORBIDDEN' },
  key: { answer: 'NOT_BY_KEY', feedback: 'NOT_BY_KEY', followUp: 'NOT_BY_KEY' },
  namedKey: { answer: 'NOT_BY_KEY', feedback: 'NOT_BY_KEY', followUp: 'NOT_BY_KEY' },
  nobody: { answer: 'UNAUTHORIZED', feedback: 'UNAUTHORIZED', followUp: 'UNAUTHORIZED' },
  other: { answer: 'FORBIDDEN', feedback: 'NOT_FOUND', followUp: 'NOT_FOUND' },
  root: { answer: null, feedback: 'FORBIDDEN', followUp: null },
  staff: { answer: 'FORBIDDEN', feedback: 'FORBIDDEN', followUp: 'FORBIDDEN' },
  viewer: { answer: 'FORBIDDEN', feedback: 'FORBIDDEN', followUp: 'FORBIDDEN' },
} as const satisfies Record<string, Record<Door, null | string>>

const DOORS = ['answer', 'feedback', 'followUp'] as const satisfies readonly Door[]
const STATUS: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  NOT_BY_KEY: 403,
  NOT_FOUND: 404,
  UNAUTHORIZED: 401,
}

describe.each(Object.entries(REFUSED))('%s', (as, refusedBy) => {
  it.each(DOORS)('over REST: %s', async (door) => {
    const id = await newCall(
      door === 'answer'
        ? { feedback_at: new Date(), feedback_reason: 'price', feedback_state: 'new' }
        : {},
    )
    const before = await stored(id)
    const code = refusedBy[door]
    const { body, status } = await post(door, id, BODIES[door], as)
    expect([status, Object(body).errors?.[0]?.code ?? null]).toEqual([
      code === null ? 200 : STATUS[code],
      code,
    ])
    if (code === null) expect(await stored(id)).not.toEqual(before)
    else expect(await stored(id)).toEqual(before)
  })

  it.each(DOORS)('over GraphQL: %s', async (door) => {
    const id = await newCall(
      door === 'answer'
        ? { feedback_at: new Date(), feedback_reason: 'price', feedback_state: 'new' }
        : {},
    )
    const before = await stored(id)
    const code = refusedBy[door]
    const { body } = await graphQL({
      headers: people[as] ?? {},
      query: MUTATIONS[door],
      url: desk.url,
      variables: { id },
    })
    const error: unknown = Object(body.errors?.[0]).extensions
    expect(Object(error).code ?? null).toBe(code)
    if (code === null) {
      expect(body.data).toMatchObject({ [MUTATIONS[door].match(/\{ (\w+)/)?.[1] ?? '']: { id } })
      expect(await stored(id)).not.toEqual(before)
    } else expect(await stored(id)).toEqual(before)
  })
})

describe('Payload’s own doors', () => {
  const WRITTEN = {
    feedback: {
      answer: 'x',
      at: '2026-01-01T00:00:00Z',
      reason: 'price',
      state: 'closed',
      text: 'x',
    },
    followUp: 'done',
    followUpAt: '2026-01-01T00:00:00Z',
    followUpBy: 'rule',
    followUpDueAt: '2026-01-01T00:00:00Z',
    followUpNote: 'x',
  }

  it('are closed to clients: single, bulk and GraphQL', async () => {
    const id = await newCall()
    const before = await stored(id)
    const url = `${desk.url}/api/call-summaries`
    const headers = people.client ?? {}
    for (const path of [`/${id}`, `?where[id][equals]=${id}`]) {
      const { status } = await asJSON({ body: WRITTEN, headers, method: 'PATCH', url: url + path })
      expect(status).toBe(403)
    }
    const { body } = await graphQL({
      headers,
      query: `mutation { updateCallSummary(id: "${id}", data: { followUp: done }) { id } }`,
      url: desk.url,
    })
    expect(body.errors).toHaveLength(1)
    expect(await stored(id)).toEqual(before)
  })

  it('write none of it for staff either', async () => {
    const id = await newCall()
    await post('followUp', id, { followUp: 'open', followUpNote: 'mine' })
    await post('feedback', id, { reason: 'caller', text: 'mine' })
    const { updated_at: _, xmin: __, ...before } = await stored(id)
    const headers = people.root ?? {}
    const url = `${desk.url}/api/call-summaries`
    for (const path of [`/${id}`, `?where[id][equals]=${id}`]) {
      const body = { ...WRITTEN, outcome: `by ${path}` }
      expect((await asJSON({ body, headers, method: 'PATCH', url: url + path })).status).toBe(200)
      expect(await stored(id)).toMatchObject(before)
    }
    const made = await asJSON<{ doc: { id: string } }>({
      body: { ...WRITTEN, client: client.id, vapiCallId: 'made by a program' },
      headers,
      url,
    })
    expect(made.status).toBe(201)
    const { updated_at: ___, xmin: ____, ...columns } = await stored(made.body.doc.id)
    expect(Object.values(columns)).toEqual(Object.values(columns).map(() => null))
  })

  it('record no feedback when a call is created', async () => {
    const entries = await recorded(desk.sql, () =>
      asJSON({
        body: { client: client.id, vapiCallId: 'recorded' },
        headers: people.root ?? {},
        url: `${desk.url}/api/call-summaries`,
      }),
    )
    expect(Object.keys(entries[0]?.changes ?? {})).not.toContain('feedback')
  })
})

describe('a call that nobody may write about', () => {
  it('is not found: tests for clients, other ids, and what is no id', async () => {
    const test = await newCall({ is_test: true, vapi_call_id: 'desk-test-1' })
    for (const id of [test, crypto.randomUUID(), 'nonsense', `${test}%00`]) {
      for (const door of ['feedback', 'followUp'] as const) {
        const { status } = await post(door, id, BODIES[door])
        expect([id, door, status]).toEqual([id, door, 404])
      }
    }
    expect((await post('followUp', test, { followUp: 'done' }, 'root')).status).toBe(200)
    expect((await post('answer', crypto.randomUUID(), { state: 'closed' }, 'root')).status).toBe(
      404,
    )
  })
})

describe('staff who see the portal as the client', () => {
  it('write nothing', async () => {
    const id = await newCall({
      feedback_at: new Date(),
      feedback_reason: 'price',
      feedback_state: 'new',
    })
    const before = await stored(id)
    const req = await createLocalReq({}, desk.payload)
    req.user = seenAs(client, await makeStaff(desk.payload, ['call-summaries.change']))
    const refused = { code: 'READ_ONLY_VIEW' }
    await expect(setFollowUp({ change: { followUp: 'done' }, id, req })).rejects.toMatchObject(
      refused,
    )
    await expect(giveFeedback({ feedback: { reason: 'caller' }, id, req })).rejects.toMatchObject(
      refused,
    )
    await expect(answerFeedback({ id, req, state: 'closed' })).rejects.toMatchObject(refused)
    expect(await stored(id)).toEqual(before)
  })
})

describe('GraphQL', () => {
  it('tells null from nothing, takes times, and returns what was written', async () => {
    const id = await newCall()
    const ask = (args: string) =>
      graphQL<{ setFollowUp: Record<string, unknown> }>({
        headers: people.client ?? {},
        query: `mutation { setFollowUp(id: "${id}", ${args}) {
          followUp followUpDueAt followUpNote followUpBy followUpAt updatedAt } }`,
        url: desk.url,
      })
    const opened = await ask(
      'followUp: open, followUpDueAt: "2026-12-01T09:00:00Z", followUpNote: "x"',
    )
    expect(opened.body.errors).toBeUndefined()
    expect(opened.body.data?.setFollowUp).toMatchObject({
      followUp: 'open',
      followUpAt: expect.any(String),
      followUpBy: 'client',
      followUpDueAt: '2026-12-01T09:00:00.000Z',
      followUpNote: 'x',
    })
    expect((await ask('followUpDueAt: null')).body.data?.setFollowUp).toMatchObject({
      followUp: 'open',
      followUpDueAt: null,
      followUpNote: 'x',
    })
    expect((await ask('summary: "mine"')).body.errors).toHaveLength(1)
    expect((await ask('followUpNote: "a\\u0000b"')).body.errors).toMatchObject([
      { extensions: { code: 'TEXT_INVALID' } },
    ])
    const { body } = await graphQL({
      headers: people.client ?? {},
      query: `mutation { giveFeedback(id: "${id}", reason: other, text: "not me") {
        id feedback { reason text state answer at } updatedAt } }`,
      url: desk.url,
    })
    expect(body.data?.giveFeedback).toMatchObject({
      feedback: { answer: null, reason: 'other', state: 'new', text: 'not me' },
      id,
    })
  })
})

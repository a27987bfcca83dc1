import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallSummary } from '../../../src/payload-types'
import type { ClientMapping, DeskMapping } from '../../../src/vapi/mapping/mapping'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { DESK_WITH_OUTCOMES, deskMeaning, meaning, SAID } from '../../helpers/mappings'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Headers = Record<string, string>
type Client = { id: string; vapiWebhookToken: string }
type Counts = {
  changed: number
  fields: Record<string, number>
  read: number
  unreadable: number
  withoutBodies: number
}
type Run = { counts: Counts; done: number; id: string; state: string; total: number }
type State = { otherIsRunning: boolean; run: null | Run }

let desk: TestDesk
let root: Headers
let client: Client

const START = Date.parse('2026-05-01T10:00:00.000Z')

/** A mapping under which `SAID` is this outcome, with a field of the client's own. */
const withGuests = (outcome: string, label = 'Guests'): ClientMapping => ({
  ...meaning(outcome),
  fields: [
    {
      choices: [],
      key: 'guests',
      label,
      sources: [{ from: 'path', name: 'analysis.structuredData.guests', reader: 'number' }],
      type: 'number',
    },
  ],
})

type Said = { at?: number; data?: Record<string, unknown>; summary?: string | undefined }

const post = async (callID: string, { at = 1, data, summary }: Said = {}, of = client) => {
  const answer = await asJSON({
    body: {
      message: {
        analysis: { structuredData: { result: SAID, ...data }, summary },
        call: { id: callID },
        timestamp: START + at * 1000,
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${of.vapiWebhookToken}`,
  })
  expect(answer.status).toBe(200)
}

const map = (fieldMapping: ClientMapping | null, of = client) =>
  desk.payload.update({
    collection: 'users',
    data: { fieldMapping },
    id: of.id,
    overrideAccess: true,
  })

const mapDesk = (mapping: DeskMapping) =>
  desk.payload.updateGlobal({ data: { mapping }, overrideAccess: true, slug: 'field-mapping' })

/** All of the stored calls that a write would change, by their id at Vapi. */
const stored = async (of = client): Promise<Record<string, Record<string, unknown>>> => {
  const { rows } = await desk.sql.query(
    'select *, xmin::text as version from call_summaries where client_id = $1 order by vapi_call_id',
    [of.id],
  )
  return Object.fromEntries(rows.map((row) => [row.vapi_call_id, row]))
}

const outcomesOf = async (of = client) =>
  Object.fromEntries(Object.entries(await stored(of)).map(([id, { outcome }]) => [id, outcome]))

const urlOf = (of: Client | null) =>
  of === null ? `${desk.url}/api/reproject` : `${desk.url}/api/users/${of.id}/reproject`

const start = (of: Client | null = client) =>
  asJSON<State & { errors?: { code: string }[] }>({ body: {}, headers: root, url: urlOf(of) })

const stateOf = async (of: Client | null = client): Promise<State> =>
  (await asJSON<State>({ headers: root, url: urlOf(of) })).body

const untilOver = (of: Client | null = client): Promise<Run> =>
  vi.waitFor(
    async () => {
      const { run } = await stateOf(of)
      if (!run || ['running', 'stopping'].includes(run.state)) throw new Error('It is not over')
      return run
    },
    { interval: 100, timeout: 20_000 },
  )

const reproject = async (of: Client | null = client): Promise<Run> => {
  const { body, status } = await start(of)
  expect([status, body.errors]).toEqual([202, undefined])
  return untilOver(of)
}

const preview = async (of: Client | null = client): Promise<Record<string, unknown>[]> => {
  const response = await fetch(urlOf(of), {
    body: JSON.stringify({ dryRun: true }),
    headers: { ...root, 'content-type': 'application/json' },
    method: 'POST',
  })
  expect(response.status).toBe(200)
  return (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const edit = async (callID: string, data: Partial<CallSummary>) => {
  const { rows } = await desk.sql.query('select id from call_summaries where vapi_call_id = $1', [
    callID,
  ])
  await desk.payload.update({
    collection: 'call-summaries',
    data,
    id: rows[0].id,
    overrideAccess: true,
  })
}

/** As a process leaves the turn that reads calls again: held by it, or by another kind of run. */
const holdTurn = (scope: string) =>
  desk.sql.query(
    `insert into call_rereads (holder, ends_at, scope, place, counts)
     values (gen_random_uuid(), now() + interval '1 minute', $1, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '{}')`,
    [scope],
  )

/** The time of a lease passes. */
const leaveTurn = () => desk.sql.query('update call_rereads set ends_at = now()')

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  await mapDesk(DESK_WITH_OUTCOMES)
})

beforeEach(async () => {
  client = await makeClient(desk.payload)
})

afterAll(() => desk.stop())

describe('a dry run', () => {
  it('lists each call that would change, before and after, and changes nothing', async () => {
    await post('a', { data: { guests: 4 }, summary: 'x'.repeat(300) })
    await post('b', { data: { guests: 'nobody knows' } })
    await map(withGuests('booked'))
    await post('c', { data: { guests: 2 } })
    const before = await stored()

    const [labels, ...lines] = await preview()
    const counts = lines.pop()

    expect(labels).toEqual({ labels: { 'fields.guests': 'Guests' } })
    const calls = lines.filter((line) => 'changes' in line)
    const { outcome } = before.a ?? {}
    expect(calls).toEqual([
      {
        changes: { outcome: [before.b?.outcome ?? null, 'booked'] },
        id: before.b?.id,
        startedAt: null,
        vapiCallId: 'b',
      },
      {
        changes: { 'fields.guests': [null, 4], outcome: [outcome ?? null, 'booked'] },
        id: before.a?.id,
        startedAt: null,
        vapiCallId: 'a',
      },
    ])
    expect(lines.filter((line) => 'done' in line).at(-1)).toEqual({ done: 3, total: 3 })
    expect(counts).toEqual({
      changed: 2,
      fields: { 'fields.guests': 1, outcome: 2 },
      read: 3,
      unreadable: 0,
      withoutBodies: 0,
    })
    expect(await stored()).toEqual(before)
    expect((await stateOf()).run).toBeNull()
  })

  it('says what it finds in texts of at most 200 characters', async () => {
    await post('long', { data: { note: 'y'.repeat(500) }, summary: 'x'.repeat(500) })
    const source = { from: 'path', name: 'analysis.structuredData.note', reader: 'text' } as const
    await map({
      fields: [],
      lines: { summary: { otherwise: 'nothing', sources: [source] } },
      values: [],
    })
    const [call] = (await preview()).filter((line) => 'changes' in line)
    expect(call?.changes).toEqual({ summary: ['x'.repeat(200), 'y'.repeat(200)] })
  })

  it('is one at a time for a person, and ends when its reader goes', async () => {
    const holder = await desk.sql.connect()
    try {
      await holder.query('begin; lock table call_summaries in access exclusive mode')
      const controller = new AbortController()
      const first = await fetch(urlOf(client), {
        body: '{"dryRun":true}',
        headers: { ...root, 'content-type': 'application/json' },
        method: 'POST',
        signal: controller.signal,
      })
      const again = await asJSON({ body: { dryRun: true }, headers: root, url: urlOf(client) })
      expect([first.status, again.status]).toEqual([200, 429])
      controller.abort()
      await holder.query('commit')
    } finally {
      holder.release()
    }
    await vi.waitFor(async () => expect((await preview()).at(-1)).toMatchObject({ read: 0 }))
  })
})

describe('a run', () => {
  it('writes only the calls that change, and tells nobody', async () => {
    await post('changes', { data: { guests: 4 }, summary: 'said' })
    await map(withGuests('booked'))
    await post('same', { data: { guests: 2 } })
    const before = await stored()
    const told = 'select id, state from notifications order by id'
    const queued = (await desk.sql.query(told)).rows

    const run = await reproject()

    expect(run).toMatchObject({
      counts: { changed: 1, fields: { 'fields.guests': 1, outcome: 1 }, read: 2 },
      done: 2,
      state: 'done',
      total: 2,
    })
    const after = await stored()
    expect(after.changes).toMatchObject({
      fields: { guests: 4 },
      outcome: 'booked',
      summary: 'said',
    })
    expect(after.same).toEqual(before.same)
    expect((await desk.sql.query(told)).rows).toEqual(queued)
  })

  it('leaves what people set', async () => {
    await post('edited', { data: { guests: 4 }, summary: 'said' })
    await edit('edited', { outcome: 'mine' })
    await map(withGuests('booked'))
    await reproject()
    expect((await stored()).edited).toMatchObject({ fields: { guests: 4 }, outcome: 'mine' })
  })

  it('changes nothing the second time', async () => {
    for (const id of ['a', 'b', 'c']) await post(id, { data: { guests: 3 }, summary: id })
    await map(withGuests('booked'))
    expect((await reproject()).counts.changed).toBe(3)
    const once = await stored()
    expect((await reproject()).counts).toMatchObject({ changed: 0, fields: {}, read: 3 })
    expect(await stored()).toEqual(once)
  })

  it('leaves calls without kept bodies or reports as they are, and counts them', async () => {
    for (const id of ['kept', 'pruned', 'lost']) await post(id, { summary: id })
    await desk.sql.query(`delete from webhook_deliveries where vapi_call_id = 'pruned'`)
    await desk.sql.query(`update webhook_deliveries set body = $1 where vapi_call_id = 'lost'`, [
      Buffer.from('{}'),
    ])
    await map(meaning('booked'))
    const before = await stored()
    const counts = { changed: 1, fields: { outcome: 1 }, read: 1, unreadable: 1, withoutBodies: 1 }
    expect((await preview()).at(-1)).toEqual(counts)
    expect(await reproject()).toMatchObject({ counts, done: 3, total: 3 })
    const { kept, ...others } = await stored()
    expect(kept).toMatchObject({ outcome: 'booked' })
    expect(others).toEqual({ lost: before.lost, pruned: before.pruned })
  })

  it('stands in the history: who, how many, and each call with its changes', async () => {
    await post('told')
    const { outcome } = (await stored()).told ?? {}
    await map(meaning('booked'))
    await reproject()
    const { id } = (await stored()).told ?? {}
    const { rows } = await desk.sql.query(
      `select collection, actor_kind, changes from audit_log
       where action = 'reprojected' and document = $1`,
      [client.id],
    )
    expect(rows).toEqual([
      {
        actor_kind: 'staff',
        changes: { callsChanged: [null, 1], callsRead: [null, 1] },
        collection: 'users',
      },
    ])
    const ofCall = await desk.sql.query(
      `select head.action, head.actor_kind, touched.changes from audit_log head
       join audit_log_touched touched on touched.entry_id = head.id where touched.document = $1`,
      [id],
    )
    expect(ofCall.rows).toEqual([
      {
        action: 'reprojected',
        actor_kind: 'staff',
        changes: { outcome: [outcome ?? null, 'booked'] },
      },
    ])
  })

  it('is about the calls of one client, or of all with the mapping of the desk', async () => {
    const other = await makeClient(desk.payload)
    await post('mine')
    await post('theirs', {}, other)
    const before = await stored(other)
    await map(meaning('booked'))
    await map(meaning('theirs'), other)
    await reproject()
    expect(await outcomesOf()).toEqual({ mine: 'booked' })
    expect(await stored(other)).toEqual(before)
    expect((await stateOf(other)).run).toBeNull()

    await map(null)
    await mapDesk(deskMeaning('of_the_desk'))
    await reproject(null)
    expect([await outcomesOf(), await outcomesOf(other)]).toEqual([
      { mine: 'of_the_desk' },
      { theirs: 'theirs' },
    ])
    const { rows } = await desk.sql.query(
      `select changes ? 'callsRead' as counted from audit_log
       where action = 'reprojected' and collection = 'field-mapping'`,
    )
    expect(rows).toEqual([{ counted: true }])
    await mapDesk(DESK_WITH_OUTCOMES)
  })
})

describe('one run at a time', () => {
  it('refuses all but one of those that are started together, with a sentence', async () => {
    const other = await makeClient(desk.payload)
    await post('a')
    await map(meaning('booked'))
    await holdTurn('reprojection')
    const answers = await Promise.all([start(), start(), start(other), start(null)])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409])
    for (const { body, status } of answers) {
      if (status === 409) expect(body.errors).toMatchObject([{ code: 'REPROJECTION_RUNNING' }])
    }
    const started = [client, client, other, null][answers.findIndex(({ status }) => status === 202)]
    expect(await stateOf(started === other ? client : other)).toEqual({
      otherIsRunning: true,
      run: null,
    })
    await leaveTurn()
    expect((await untilOver(started ?? null)).state).toBe('done')
  })

  it('does not run beside a reread of many calls, nor that beside it', async () => {
    const reread = () =>
      asJSON<{ errors: unknown }>({
        body: { all: true },
        headers: root,
        url: `${desk.url}/api/call-summaries/reread`,
      })
    await holdTurn('all')
    expect(await start()).toMatchObject({
      body: { errors: [{ code: 'REREAD_RUNNING' }] },
      status: 409,
    })
    await desk.sql.query('delete from call_rereads')

    await holdTurn('reprojection')
    await start()
    expect(await reread()).toMatchObject({
      body: { errors: [{ code: 'REREAD_RUNNING' }] },
      status: 409,
    })
    await leaveTurn()
    await untilOver()
    await vi.waitFor(async () => expect((await reread()).status).toBe(200))
  })

  it('stops when it is asked to, and says so', async () => {
    await post('a')
    await map(meaning('booked'))
    const before = await stored()
    await holdTurn('reprojection')
    await start()
    const other = await makeClient(desk.payload)
    const stop = (of: Client | null) =>
      asJSON<State>({ body: {}, headers: root, url: `${urlOf(of)}/stop` })
    for (const of of [other, null]) await stop(of)
    expect((await stateOf()).run?.state).toBe('running')
    expect((await stop(client)).body.run?.state).toBe('stopping')
    expect((await start(other)).status).toBe(409)
    await leaveTurn()
    expect(await untilOver()).toMatchObject({ counts: { read: 0 }, state: 'stopped' })
    expect(await stored()).toEqual(before)
    const { rows } = await desk.sql.query(
      `select changes -> 'runEnded' as ended from audit_log
       where action = 'reprojected' and document = $1`,
      [client.id],
    )
    expect(rows).toEqual([{ ended: [null, 'stopped'] }])
    expect((await reproject()).counts.changed).toBe(1)
  })
})

describe('a run whose process died', () => {
  /** What a run leaves that got as far as this call, the second of three. */
  const leave = async ({ attempts = 1, phase = 'calls' } = {}) => {
    for (const id of ['a', 'b', 'c']) await post(id)
    await map(meaning('booked'))
    const counts = { changed: 7, fields: { outcome: 7 }, read: 9, unreadable: 0, withoutBodies: 1 }
    await desk.sql.query('delete from reprojections')
    await desk.sql.query(
      `insert into reprojections
         (id, client_id, actor, state, phase, place, counts, total, attempts, started_at)
       select gen_random_uuid(), $1, $2, 'running', $3, id, $4, 11, $5, now()
       from call_summaries where client_id = $1 and vapi_call_id = 'b'`,
      [
        client.id,
        JSON.stringify({
          actor: null,
          actorEmail: null,
          actorKind: 'staff',
          actorLabel: 'Ann',
          ip: null,
          via: null,
        }),
        phase,
        JSON.stringify(counts),
        attempts,
      ],
    )
  }

  it('is continued where it was, by any process, once its lease has ended', async () => {
    await leave()
    const before = await stored()
    await holdTurn('reprojection')
    await Promise.all([stateOf(), stateOf(), stateOf()])
    expect(await stored()).toEqual(before)
    await leaveTurn()
    expect(await untilOver()).toMatchObject({ done: 11, state: 'done' })
    // The calls were posted just now, so those before the place are read in the final pass.
    expect(await outcomesOf()).toEqual({ a: 'booked', b: 'booked', c: 'booked' })
    const { run } = await stateOf()
    expect(run?.counts).toMatchObject({ changed: 10, read: 10, withoutBodies: 1 })
  })

  it('is continued by the loop of a server, without anybody who looks', async () => {
    await leave()
    const { startReprojectionLoop } = await import(
      '../../../src/fields/reprojection/startReprojectionLoop'
    )
    const errors: unknown[] = []
    const stop = startReprojectionLoop({
      onError: (error) => errors.push(error),
      payload: desk.payload,
    })
    await expect
      .poll(async () => (await desk.sql.query('select state from reprojections')).rows, {
        timeout: 10_000,
      })
      .toEqual([{ state: 'done' }])
    await stop()
    expect([errors, await outcomesOf()]).toEqual([[], { a: 'booked', b: 'booked', c: 'booked' }])
  })

  it('reads once more, at last, the calls whose reports came while it ran, and no others', async () => {
    await leave({ phase: 'recent' })
    const { b, c } = await stored()
    await desk.sql.query(
      `update webhook_deliveries set received_at = received_at - interval '1 hour'
       where vapi_call_id in ('b', 'c') and client_id = $1`,
      [client.id],
    )
    await untilOver()
    const after = await stored()
    expect(after.a).toMatchObject({ outcome: 'booked' })
    expect([after.b, after.c]).toEqual([b, c])
  })

  it('ends as failed after so many attempts that got nowhere', async () => {
    await leave({ attempts: 5 })
    const before = await stored()
    expect((await untilOver()).state).toBe('failed')
    expect(await stored()).toEqual(before)
    expect((await reproject()).counts.changed).toBe(3)
  })

  it('ends with its client', async () => {
    await leave()
    await desk.sql.query('delete from webhook_deliveries where client_id = $1', [client.id])
    await desk.sql.query('delete from call_summaries where client_id = $1', [client.id])
    await desk.payload.delete({ collection: 'users', id: client.id, overrideAccess: true })
    expect((await desk.sql.query('select from reprojections')).rows).toEqual([])
    const other = await makeClient(desk.payload)
    expect((await reproject(other)).state).toBe('done')
  })
})

describe('reports and runs', () => {
  it('end right when reports come while calls are read again', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `busy-${index}`)
    for (const id of ids) await post(id)
    await map(meaning('first'))
    await reproject()
    const posts = async () => {
      for (const [index, id] of ids.entries()) {
        if (index % 2 === 0) await post(id, { at: 5, summary: 'newer' })
        await post(`new-${id}`)
      }
    }
    const changes = async () => {
      await map(meaning('second'))
      await start()
      await untilOver()
    }
    await Promise.all([posts(), changes()])
    const after = await stored()
    expect(Object.keys(after)).toHaveLength(40)
    expect(new Set(Object.values(after).map(({ outcome }) => outcome))).toEqual(new Set(['second']))
    expect(after['busy-0']).toMatchObject({ summary: 'newer' })
  })

  it('end the same in whatever order they come', async () => {
    const outcome = fc.option(fc.constantFrom(SAID, 'other'), { nil: undefined })
    const reports = fc.uniqueArray(
      fc.record({
        at: fc.integer({ max: 50, min: 1 }),
        data: fc.record({ guests: fc.option(fc.nat(9), { nil: undefined }), result: outcome }),
        summary: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
      }),
      { maxLength: 4, minLength: 1, selector: ({ at }) => at },
    )
    const mappings = fc.array(
      fc.constantFrom(null, meaning('one'), meaning('two'), withGuests('three')),
      { maxLength: 4, minLength: 4 },
    )
    const columns = [
      'evidence',
      'field_times',
      'fields',
      'outcome',
      'price',
      'reported_at',
      'structured_data',
      'summary',
    ]
    let call = 0
    await fc.assert(
      fc.asyncProperty(reports, mappings, fc.boolean(), async (said, before, isLate) => {
        call += 1
        for (const [index, each] of said.entries()) {
          await map(before[index] ?? null)
          await post(`between-${call}`, each)
          if (isLate && index === 0) await reproject()
        }
        await map(withGuests('last'))
        await reproject()
        for (const each of said) await post(`in-turn-${call}`, each)
        const rows = await stored()
        const [one, other] = [rows[`in-turn-${call}`], rows[`between-${call}`]]
        for (const column of columns) {
          expect([column, other?.[column]]).toEqual([column, one?.[column]])
        }
      }),
      { numRuns: 10 },
    )
  })
})

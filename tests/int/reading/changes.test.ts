import type { PoolClient } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Client = Awaited<ReturnType<typeof makeClient>>
type Headers = Record<string, string>
type Doc = { client: string; id: string; outcome: null | string; vapiCallId: string }
type Changes = {
  docs: Doc[]
  errors?: { message: string }[]
  hasNextPage: boolean
  nextCursor: string
}

const EVER = '1970-01-01T00:00:00Z'

let desk: TestDesk
let client: Client
let other: Client
let byClient: Headers
let byOther: Headers
let byStaff: Headers

const changes = async (since: string, headers: Headers, query = '') => {
  const url = `${desk.url}/api/call-summaries?updatedSince=${encodeURIComponent(since)}${query}`
  const { body, status } = await asJSON<Changes>({ headers, url })
  return { ...body, status }
}

/**
 * Waits until nothing that began before still runs: the changes wait for all transactions of the
 * server, those of other tests' databases included.
 */
const settle = async () => {
  const { rows } = await desk.sql.query<{ now: string }>('select pg_current_xact_id()::text as now')
  for (let turn = 0; turn < 500; turn += 1) {
    const { rows: states } = await desk.sql.query<{ settled: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as settled',
      [rows[0]?.now],
    )
    if (states[0]?.settled) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('A transaction stays open')
}

/** Asks until there is nothing more, once all that was written is committed. */
const poll = async (since: string, headers: Headers, query = '') => {
  await settle()
  return pollNow(since, headers, query)
}

/** Asks until there is nothing more for now. */
const pollNow = async (since: string, headers: Headers, query = '') => {
  const docs: Doc[] = []
  let cursor = since
  for (let page = 0; page < 1_000; page += 1) {
    const answer = await changes(cursor, headers, query)
    expect(answer.status).toBe(200)
    docs.push(...answer.docs)
    cursor = answer.nextCursor
    if (!answer.hasNextPage) return { cursor, docs }
  }
  throw new Error('The changes do not end')
}

const calls = (docs: readonly Doc[]) => docs.map(({ vapiCallId }) => vapiCallId)

const add = (sql: { query: PoolClient['query'] }, id: string, of: Client = client) =>
  sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, outcome)
     values (gen_random_uuid(), $1, $2, now(), 'new')`,
    [of.id, id],
  )

const change = (sql: { query: PoolClient['query'] }, id: string, outcome: string) =>
  sql.query('update call_summaries set outcome = $2, updated_at = now() where vapi_call_id = $1', [
    id,
    outcome,
  ])

/** A transaction of somebody else, which stays open until it is told to end. */
const open = async () => {
  const connection = await desk.sql.connect()
  await connection.query('begin')
  return {
    commit: async () => {
      await connection.query('commit')
      connection.release()
    },
    sql: connection,
  }
}

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload)
  other = await makeClient(desk.payload)
  byClient = await desk.login(client)
  byOther = await desk.login(other)
  byStaff = await desk.login(await makeStaff(desk.payload, ['call-summaries.view']))
}, 60_000)

afterAll(() => desk.stop())

beforeEach(async () => {
  await desk.sql.query('delete from call_summaries')
})

describe('what has changed', () => {
  it('is told once, in the order in which it was written, and then only what is new', async () => {
    for (let number = 0; number < 25; number += 1) await add(desk.sql, `call-${number}`)
    const first = await poll(EVER, byClient, '&limit=10')
    expect(calls(first.docs)).toEqual(Array.from({ length: 25 }, (_, n) => `call-${n}`))
    expect((await poll(first.cursor, byClient)).docs).toEqual([])

    await change(desk.sql, 'call-7', 'changed')
    await add(desk.sql, 'call-25')
    const second = await poll(first.cursor, byClient)
    expect(second.docs).toMatchObject([
      { outcome: 'changed', vapiCallId: 'call-7' },
      { vapiCallId: 'call-25' },
    ])
    expect((await poll(second.cursor, byClient)).docs).toEqual([])
  })

  it('holds reports as they come in, and edits of staff', async () => {
    const { cursor } = await poll(EVER, byClient)
    const report = {
      message: {
        analysis: { summary: 'as reported' },
        call: { id: 'reported-call' },
        timestamp: Date.now(),
        type: 'end-of-call-report',
      },
    }
    const url = `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`
    expect((await asJSON({ body: report, url })).status).toBe(200)
    const reported = await poll(cursor, byClient)
    expect(calls(reported.docs)).toEqual(['reported-call'])
    const id = reported.docs[0]?.id ?? ''
    await desk.payload.update({ collection: 'call-summaries', data: { outcome: 'edited' }, id })
    const edited = await poll(reported.cursor, byClient)
    expect(edited.docs).toMatchObject([{ id, outcome: 'edited' }])
  })

  it('leaves out what is large, like every list, and keeps to a selection', async () => {
    await add(desk.sql, 'call-1')
    const { docs } = await poll(EVER, byClient)
    expect(docs[0]).not.toHaveProperty('transcript')
    const selected = await poll(EVER, byClient, '&select[outcome]=true')
    expect(selected.docs).toEqual([{ id: expect.any(String), outcome: 'new' }])
  })

  it('is the same over GraphQL', async () => {
    await add(desk.sql, 'call-1')
    const ask = async (since: string) => {
      const query = `{ CallSummaries(updatedSince: "${since}") { nextCursor docs { vapiCallId } } }`
      const { body } = await graphQL<{ CallSummaries: Changes }>({
        headers: byClient,
        query,
        url: desk.url,
      })
      return body.data?.CallSummaries
    }
    const first = await ask(EVER)
    expect(first?.docs).toEqual([{ vapiCallId: 'call-1' }])
    const { cursor } = await poll(first?.nextCursor ?? '', byClient)
    await add(desk.sql, 'call-2')
    expect((await ask(cursor))?.docs).toEqual([{ vapiCallId: 'call-2' }])
  })
})

describe('a change that is committed late', () => {
  it('is not skipped: what was written meanwhile waits for it', async () => {
    const { cursor } = await poll(EVER, byClient)
    const late = await open()
    await add(late.sql, 'late')
    await add(desk.sql, 'in time')

    const meanwhile = await pollNow(cursor, byClient)
    expect(meanwhile.docs).toEqual([])
    await late.commit()
    const afterwards = await poll(meanwhile.cursor, byClient)
    expect(calls(afterwards.docs)).toEqual(['late', 'in time'])
    expect((await poll(afterwards.cursor, byClient)).docs).toEqual([])
  })

  it('is told even when it began before the time that the first question asked for', async () => {
    const late = await open()
    await add(late.sql, 'began before')
    const { rows } = await late.sql.query<{ later: Date }>(
      "select max(updated_at) + interval '1 second' as later from call_summaries",
    )
    const first = await pollNow(rows[0]?.later.toISOString() ?? '', byClient)
    expect(first.docs).toEqual([])
    await late.commit()
    expect(calls((await poll(first.cursor, byClient)).docs)).toEqual(['began before'])
  })

  it('does not come when it was rolled back, nor hold up the others', async () => {
    const { cursor } = await poll(EVER, byClient)
    const late = await open()
    await add(late.sql, 'never')
    await add(desk.sql, 'stays')
    await late.sql.query('rollback')
    late.sql.release()
    expect(calls((await poll(cursor, byClient)).docs)).toEqual(['stays'])
  })

  it('is told once, whatever the order of many writers', async () => {
    const WRITERS = 3
    const ROUNDS = 25
    let { cursor } = await poll(EVER, byClient)
    let isWriting = true
    const seen: Doc[] = []
    const write = async (writer: number) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { commit, sql } = await open()
        await add(sql, `${writer}-${round}`)
        if (round > 2) await change(sql, `${writer}-${round - 3}`, `again ${round}`)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 15))
        await commit()
      }
    }
    const read = async () => {
      while (isWriting) {
        const answer = await changes(cursor, byClient, '&limit=4')
        seen.push(...answer.docs)
        cursor = answer.nextCursor
      }
    }
    const reading = read()
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
    isWriting = false
    await reading
    seen.push(...(await poll(cursor, byClient)).docs)

    const versions = seen.map(({ outcome, vapiCallId }) => `${vapiCallId} ${outcome}`)
    expect(new Set(versions).size).toBe(versions.length)
    const { rows } = await desk.sql.query<{ version: string }>(
      "select vapi_call_id || ' ' || outcome as version from call_summaries",
    )
    expect(rows).toHaveLength(WRITERS * ROUNDS)
    const latest = new Map(seen.map((doc) => [doc.vapiCallId, doc]))
    expect([...latest.values()].map((doc) => `${doc.vapiCallId} ${doc.outcome}`).sort()).toEqual(
      rows.map(({ version }) => version).sort(),
    )
  }, 30_000)
})

describe('a time', () => {
  it('begins with what was changed then or later', async () => {
    await add(desk.sql, 'old')
    await desk.sql.query("update call_summaries set updated_at = '2025-01-01'")
    await add(desk.sql, 'new')
    const { docs } = await poll('2026-01-01', byClient)
    expect(calls(docs)).toEqual(['new'])
    expect(calls((await poll('2024-12-31T23:00:00+01:00', byClient)).docs)).toEqual(['old', 'new'])
  })
})

describe('changes of others', () => {
  it('are told to staff alone, all of them or those of one client', async () => {
    await add(desk.sql, 'mine')
    await add(desk.sql, 'theirs', other)
    expect(calls((await poll(EVER, byClient)).docs)).toEqual(['mine'])
    expect(calls((await poll(EVER, byOther)).docs)).toEqual(['theirs'])
    expect(calls((await poll(EVER, byStaff)).docs)).toEqual(['mine', 'theirs'])
    const one = `&where[client][equals]=${other.id}`
    expect(calls((await poll(EVER, byStaff, one)).docs)).toEqual(['theirs'])
    expect((await poll(EVER, byClient, one)).docs).toEqual([])
    const filtered = await poll(EVER, byStaff, '&limit=1&where[vapiCallId][equals]=theirs')
    expect(calls(filtered.docs)).toEqual(['theirs'])
  })

  it('are not for those who read no calls', async () => {
    const nobody = await desk.login(await makeStaff(desk.payload))
    for (const headers of [nobody, {}]) {
      expect((await changes(EVER, headers)).status).toBe(403)
    }
  })
})

describe('what is no place among the changes', () => {
  it('is refused in words that say what to pass', async () => {
    await add(desk.sql, 'mine')
    await add(desk.sql, 'theirs', other)
    const { cursor } = await poll(EVER, byOther)
    const wrong = ['', 'yesterday', 'x.y', '12', '2026-13-01', cursor, `${cursor}x`, '\u0000']
    for (const since of wrong) {
      const { docs, errors, status } = await changes(since, byClient)
      expect([since, status, docs]).toEqual([since, 400, undefined])
      expect(errors?.[0]?.message).toContain('nextCursor')
    }
    for (const query of ['&sort=outcome', '&page=2', '&where[cost][exists]=true']) {
      expect((await changes(EVER, byClient, query)).status).toBe(400)
    }
  })

  it('leaves no transaction open behind it', async () => {
    for (let turn = 0; turn < 30; turn += 1) await changes('no time', byClient)
    const { rows } = await desk.sql.query<{ open: number }>(
      `select count(*)::int as open from pg_stat_activity
       where datname = current_database() and state like 'idle in transaction%'`,
    )
    expect(rows[0]?.open).toBe(0)
  })
})

describe('after the database was restored from a dump', () => {
  it('the changes start from the beginning at the next start, and old cursors are told so', async () => {
    const { renewFeed } = await import('../../../src/reading/changes')
    await add(desk.sql, 'before')
    const { cursor } = await poll(EVER, byClient)
    await renewFeed({ payload: desk.payload })
    expect((await changes(cursor, byClient)).status).toBe(200)

    // As a dump of another server leaves it: rows of transactions that are yet to come here.
    await desk.sql.query('alter table call_summaries disable trigger all')
    await desk.sql.query("update call_summaries set changed_in = '99999999999'")
    await desk.sql.query('alter table call_summaries enable trigger all')
    await desk.sql.query('update call_summaries_feed set system_identifier = 1')
    expect((await changes(cursor, byClient)).status).toBe(503)

    await renewFeed({ payload: desk.payload })
    const stale = await changes(cursor, byClient)
    expect(stale.status).toBe(410)
    expect(stale.errors?.[0]?.message).toContain('Start again')
    const { docs, cursor: next } = await poll(EVER, byClient)
    expect(calls(docs)).toEqual(['before'])
    await change(desk.sql, 'before', 'after')
    await add(desk.sql, 'new')
    expect(calls((await poll(next, byClient)).docs)).toEqual(['before', 'new'])
  })
})

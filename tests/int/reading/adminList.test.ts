import { createLocalReq } from 'payload'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { SUMMARY_LINE } from '../../../src/database/lists/truncated'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff } from '../../helpers/people'

const LONG = 'Wants a hair cut. '.repeat(20_000)

// Before the desk has connections: each of them takes the function that is there when it is made.
const sent = vi.spyOn(pg.Client.prototype, 'query')

let desk: TestDesk
let staff: User

const textOf = (query: unknown): string =>
  typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text') ?? '')

/** The list as the admin reads it, and the SQL that was sent for it. */
const listed = async () => {
  sent.mockClear()
  const user = { ...staff, collection: 'users' as const }
  const { docs } = await desk.payload.find({
    collection: 'call-summaries',
    depth: 0,
    draft: true,
    includeLockStatus: true,
    overrideAccess: false,
    req: await createLocalReq({ user }, desk.payload),
    user,
  })
  const statements = sent.mock.calls.map(([query]) => textOf(query))
  return { docs, statements: statements.filter((text) => /call_summaries/.test(text)) }
}

beforeAll(async () => {
  desk = await createTestDesk()
  const client = await makeClient(desk.payload)
  staff = await makeStaff(desk.payload, ['call-summaries.view'])
  await desk.sql.query(
    `insert into call_summaries
       (id, client_id, vapi_call_id, reported_at, summary, transcript, messages, structured_data)
     select gen_random_uuid(), $1, 'call ' || n, now(), $2, $2, '[{"text":"hi"}]', '{"a":1}'
     from generate_series(1, 3) n`,
    [client.id, LONG],
  )
})

afterAll(async () => {
  await desk.stop()
  vi.restoreAllMocks()
})

describe('the admin’s list of calls', () => {
  it('has the beginning of each summary, and nothing of the conversations', async () => {
    const { docs } = await listed()
    expect(docs).toHaveLength(3)
    for (const doc of docs) {
      expect(doc.summary).toBe(LONG.slice(0, SUMMARY_LINE))
      for (const field of ['messages', 'structuredData', 'transcript']) {
        expect(doc).not.toHaveProperty(field)
      }
    }
  })

  it('asks the database for no more than that', async () => {
    const { statements } = await listed()
    expect(statements.length).toBeGreaterThan(0)
    for (const text of statements) {
      expect(text).not.toMatch(/"?(transcript|messages|structured_data)"?/)
      expect(text.replace(/left\([^()]*"summary", \d+\)( as "summary")?/g, '')).not.toMatch(
        /summary"/,
      )
    }
    expect(statements.join('\n')).toContain(`"summary", ${SUMMARY_LINE + 1})`)
  })
})

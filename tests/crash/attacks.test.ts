import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
import { besides } from './attacks/besides'
import { type Attacker, DOORS } from './attacks/doors'
import {
  adminPassword,
  type CrashDesk,
  loginAsClient,
  makeClients,
  startCrashDesk,
} from './crashDesk'
import { postReport } from './postReport'

const METRICS_TOKEN = 'a-metrics-token-of-tests'
const CALLS = 20_000
const SECONDS = 4

let desk: CrashDesk
let attacker: Attacker
let calm: { token: string; url: string }

/** As many calls as a client of some years has, made from one. */
const fill = async (databaseURL: string, client: string): Promise<void> => {
  const sql = new pg.Client({ connectionString: databaseURL })
  await sql.connect()
  await sql.query(
    `insert into call_summaries
     select (jsonb_populate_record(one, jsonb_build_object(
       'id', uuidv7(), 'vapi_call_id', 'made-' || n))).*
     from call_summaries one, generate_series(1, $2::int) n
     where one.client_id = $1::uuid`,
    [client, CALLS],
  )
  await sql.query('analyze call_summaries')
  await sql.end()
}

/** The longest turn of the event loop since it was asked last, in milliseconds. */
const longestTurn = async (): Promise<number> => {
  const { body } = await asJSON<string>({
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    url: `${desk.url}/api/metrics`,
  })
  return Math.round(1_000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(body)?.[1]))
}

beforeAll(async () => {
  desk = await startCrashDesk({ env: { METRICS_TOKEN } })
  const { url } = desk
  const [mine, other] = await makeClients({ count: 2, url })
  if (!mine || !other) throw new Error('There are no clients')
  calm = { token: other.token, url }
  await postReport({ number: 1, run: 1, token: mine.token, url })
  await fill(await desk.databaseURL(), mine.id)
  attacker = {
    clientID: mine.id,
    email: 'client-0@desk.test',
    headers: await loginAsClient({ number: 0, url }),
    password: adminPassword,
    token: mine.token,
    url,
  }
}, 300_000)

afterAll(() => desk?.remove(), 60_000)

describe('reports of one client, while somebody else asks for', { timeout: 120_000 }, () => {
  it.each(DOORS)('$name, are all stored in time', async ({ atOnce, name, one }) => {
    await longestTurn()
    const seen = await besides(calm, { atOnce, one: (n) => one(attacker, n), seconds: SECONDS })
    console.info(name, JSON.stringify(seen.attack), `longest turn ${await longestTurn()} ms`)
    expect(seen.badReports).toEqual([])
    expect(seen.reports).toBeGreaterThan(10)
    expect(desk.isRunning()).toBe(true)
    // Refused, and told when to come again; never a fault of the desk's.
    expect(Object.keys(seen.attack).filter((status) => status === '500')).toEqual([])
  })
})

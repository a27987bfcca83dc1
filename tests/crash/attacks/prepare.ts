import pg from 'pg'
import { asJSON } from '../../helpers/requests'
import { adminPassword, type CrashDesk, loginAsClient, makeClients } from '../crashDesk'
import { postReport } from '../postReport'
import type { Attacker } from './doors'

/** What the suites of attacks let the desk know, to read its metrics. */
export const METRICS_TOKEN = 'a-metrics-token-of-tests'

/** How long each attack goes on. What adds up slowly shows only in the longer nightly runs. */
export const ATTACK_SECONDS = Number(process.env.ATTACK_SECONDS ?? 2)

const CALLS = 20_000

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
export const longestTurn = async (url: string): Promise<number> => {
  const { body } = await asJSON<string>({
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    url: `${url}/api/metrics`,
  })
  return Math.round(1_000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(body)?.[1]))
}

/** An attacker with many calls, and a client whose reports are to be stored meanwhile. */
export const prepareAttack = async (
  desk: CrashDesk,
): Promise<{ attacker: Attacker; calm: { token: string; url: string } }> => {
  const { url } = desk
  const [mine, other] = await makeClients({ count: 2, url })
  if (!mine || !other) throw new Error('There are no clients')
  await postReport({ number: 1, run: 1, token: mine.token, url })
  await fill(await desk.databaseURL(), mine.id)
  return {
    attacker: {
      clientID: mine.id,
      email: 'client-0@desk.test',
      headers: await loginAsClient({ number: 0, url }),
      password: adminPassword,
      token: mine.token,
      url,
    },
    calm: { token: other.token, url },
  }
}

import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { Connection } from '../../bench/load/connection'
import { type CrashDesk, makeClients, startCrashDesk } from './crashDesk'
import { type Load, startLoad } from './load/startLoad'
import { postReport } from './postReport'
import { untilAccepted } from './runCrashes'
import { verify } from './verify'

let desk: CrashDesk | undefined
let load: Load | undefined

afterEach(async () => {
  await load?.kill()
  await desk?.remove()
  desk = undefined
  load = undefined
}, 60_000)

describe('a stop under load', { timeout: 200_000 }, () => {
  it('answers each report that is waiting for the database', async () => {
    desk = await startCrashDesk()
    const { url } = desk
    const [client] = await makeClients({ count: 1, url })
    const sql = new pg.Client({ connectionString: await desk.databaseURL() })
    sql.on('error', () => undefined)
    await sql.connect()
    await sql.query('begin; lock table call_summaries in exclusive mode')
    const token = client?.token ?? ''
    const numbers = Array.from({ length: 30 }, (_, index) => index + 1)
    const answers = Promise.all(numbers.map((number) => postReport({ number, run: 1, token, url })))
    const blocked = `select 1 from pg_locks where not granted and relation = 'call_summaries'::regclass`
    await expect.poll(async () => (await sql.query(blocked)).rowCount).toBeGreaterThan(0)
    // Whoever connects later is answered later: all the reports are in the desk's hands by then. `fetch`
    // would take a connection that is open already, and so overtake those that are not accepted yet.
    const isOpen = async () => {
      const connection = new Connection({ url })
      const { status } = await connection.get({ path: '/api/docs/' })
      connection.close()
      return status !== null
    }
    expect(await isOpen()).toBe(true)
    const stopped = desk.stop()
    await expect.poll(isOpen).toBe(false)
    await sql.query('rollback')
    const said = await answers
    expect(said.map(({ status }) => status)).toEqual(numbers.map(() => 200))
    expect(await stopped).toBe(0)

    await desk.start()
    const after = new pg.Client({ connectionString: await desk.databaseURL() })
    await after.connect()
    const { rows } = await after.query('select vapi_call_id from call_summaries')
    await after.end()
    expect(rows).toHaveLength(numbers.length)
  })

  it('loses nothing that it has acknowledged', async () => {
    desk = await startCrashDesk()
    const clients = await makeClients({ count: 4, url: desk.url })
    load = startLoad({ senders: 24, tokens: clients.map(({ token }) => token), url: desk.url })
    await untilAccepted({ load, total: 400 })
    expect(await desk.stop()).toBe(0)
    await desk.start()
    await untilAccepted({ load, total: load.progress().accepted + 50 })
    const record = await load.stop()
    const { violations } = await verify({
      clients,
      databaseURL: await desk.databaseURL(),
      record,
    })
    expect(Object.entries(violations).filter(([, count]) => count > 0)).toEqual([])
    // What was not answered was refused at the door: no report was read and then dropped.
    expect(Object.keys(record.statuses).filter((status) => !/^(200|none)$/.test(status))).toEqual(
      [],
    )
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchDrift } from '../../../src/vapiAccount/drift/watchDrift'
import { makeSuperuser } from '../../helpers/people'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'
import { asPerson, makeUnset, type Person, setAsSeen } from './setups'

const MINUTE = 60_000

let desk: VapiDesk
let person: Person

beforeAll(async () => {
  // Calls that end at the fake's clock ended long enough ago for the desk.
  desk = await startVapiDesk({ now: Date.now() - 60 * MINUTE })
  person = asPerson(desk, await desk.login(await makeSuperuser(desk.payload)))
})

afterAll(() => desk.stop())

const sourcesOf = async (clientID: string) => {
  const { rows } = await desk.sql.query<{ source: string }>(
    'select source from call_summaries where client_id = $1 order by created_at',
    [clientID],
  )
  return rows.map(({ source }) => source)
}

/** A call that ends now, with whatever Vapi then posts. */
const endOne = async ({ org }: Connected, assistantId: string, isConnected: boolean) => {
  const { clock } = desk.vapi
  const began = clock.now() - MINUTE
  const { id } = org.addCall({
    assistantId,
    createdAt: began,
    endedAt: null,
    startedAt: isConnected ? began : null,
  })
  org.endCall(id)
  await clock.move(5_000)
  return id
}

describe('a call that never connected', { timeout: 60_000 }, () => {
  it.each([
    ['is held where Vapi reports it', true, { held: 1 }, ['webhook']],
    ['is neither missing nor fetched where Vapi does not', false, { never_connected: 1 }, []],
  ])('%s', async (_, isReported, states, sources) => {
    const account = await connectAccount(desk)
    const client = await account.client()
    account.org.modes.neverConnectedAreReported = isReported
    const id = await endOne(account, client.assistantID, false)
    await account.work()
    expect(await account.states()).toEqual(states)
    expect(await sourcesOf(client.id)).toEqual(sources)
    expect(desk.vapi.requests.some(({ path }) => path === `/call/${id}`)).toBe(false)
  })
})

describe('a Vapi that loses reports', { timeout: 60_000 }, () => {
  it('costs no call, and is told until they come again', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    const look = async () => {
      await desk.sql.query('update vapi_watches set due_at = now() where account_id = $1', [
        account.id,
      ])
      await watchDrift({ payload: desk.payload, signal: new AbortController().signal })
      return (await person.view(id)).body.drifts.map(({ level, signal }) => `${level} ${signal}`)
    }
    account.org.modes.isLosingReports = true
    await endOne(account, assistantID, true)
    expect(account.org.deliveries).toMatchObject([{ notSent: 'lost' }])
    await account.work()
    expect(await account.states()).toEqual({ held: 1 })
    expect(await sourcesOf(id)).toEqual(['recovered'])
    expect(await look()).toEqual(['notice calls_missing'])

    account.org.modes.isLosingReports = false
    await endOne(account, assistantID, true)
    expect(await sourcesOf(id)).toEqual(['recovered', 'webhook'])
    expect((await person.view(id)).body.setups[0]?.provenAt).not.toBeNull()
  })
})

describe('the timestamp that Vapi signs', { timeout: 60_000 }, () => {
  it.each(['s', 'ms'] as const)('is accepted in %s', async (unit) => {
    const { clock } = desk.vapi
    await clock.move(Date.now() - clock.now())
    const account = await connectAccount(desk)
    const { assistantID, id } = await makeUnset(desk, account, {
      data: { vapiSender: { secret: 'a long enough secret', verification: 'hmac' } },
    })
    await setAsSeen(person, id)
    account.org.modes.timestampUnit = unit
    const call = account.org.addCall({ assistantId: assistantID })
    const { attempts } = await account.org.post(call.id)
    expect(attempts).toMatchObject([{ status: 200 }])
    expect(await sourcesOf(id)).toEqual(['webhook'])
    const { rowCount } = await desk.sql.query(
      'select 1 from webhook_refusals where client_id = $1',
      [id],
    )
    expect(rowCount).toBe(0)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'

const CALLS = 24

let desk: VapiDesk

beforeAll(async () => {
  desk = await startVapiDesk()
})

afterAll(() => desk.stop())

/** An account with calls that are missing, and not fetched yet. */
const withMissing = async (): Promise<{
  account: Connected
  calls: string[]
  clientID: string
}> => {
  const account = await connectAccount(desk)
  const client = await account.client({ emailNotifications: true })
  const calls = Array.from(
    { length: CALLS },
    () => account.org.addCall({ assistantId: client.assistantID }).id,
  )
  account.org.modes.fault = ({ path }) =>
    path.startsWith('/call/')
      ? { body: { message: 'Rate limit exceeded' }, status: 429 }
      : undefined
  const { walkCalls } = await import('../../../src/vapiAccount/walks/walk')
  const { createWalks } = await import('../../../src/vapiAccount/walks/walks')
  const { takeWalkLease } = await import('../../../src/vapiAccount/walks/lease')
  const connection = await connectionOf(account)
  const { accountID, pool, signal } = connection
  await createWalks({ accountID, pool })
  const lease = await takeWalkLease({ accountID, pool, signal })
  if (!lease) throw new Error('No lease')
  await walkCalls({
    connection: { ...connection, retentionDays: 14 },
    kind: 'whole',
    lease: lease.id,
    maxRequests: 10,
    payload: desk.payload,
  })
  await lease.end()
  account.org.modes.fault = null
  expect(await account.states()).toEqual({ missing: CALLS })
  return { account, calls, clientID: client.id }
}

const connectionOf = async (account: Connected) => {
  const accounts = await import('../../../src/vapiAccount/accounts/connect')
  const { signal } = new AbortController()
  const connection = await accounts.connectionOf(desk.payload, account.id, { signal })
  if (!connection) throw new Error('No connection')
  return connection
}

const counted = async (clientID: string) => {
  const { rows } = await desk.sql.query<{ announced: number; calls: number; ids: number }>(
    `select (select count(*)::int from call_summaries where client_id = $1) as calls,
       (select count(distinct vapi_call_id)::int from call_summaries where client_id = $1 and summary is not null
         and transcript is not null) as ids,
       (select count(*)::int from notifications where client_id = $1) as announced`,
    [clientID],
  )
  return rows[0]
}

describe('a report that comes while its call is fetched', { timeout: 60_000 }, () => {
  it('makes one call of both, announced once, and held', async () => {
    const { account, calls, clientID } = await withMissing()
    const { recoverCall } = await import('../../../src/vapiAccount/recovery/recoverCall')
    const connection = await connectionOf(account)
    // Each report is sent when its call has been asked for: before, while and after that is stored.
    const posts: Promise<unknown>[] = []
    let asked = 0
    account.org.modes.fault = ({ path }) => {
      const [, id] = /^\/call\/([^/]+)$/.exec(path) ?? []
      if (id) {
        asked += 1
        const post = () => account.org.post(id)
        posts.push(
          asked % 3 === 0 ? post() : new Promise((done) => setTimeout(() => done(post()), asked)),
        )
      }
      return undefined
    }
    for (const callID of calls) {
      await recoverCall({ callID, clientID, connection, payload: desk.payload })
    }
    await Promise.all(posts)
    expect(await counted(clientID)).toEqual({ announced: CALLS, calls: CALLS, ids: CALLS })
    expect(await account.states()).toEqual({ held: CALLS })
  })

  it('is one call however many fetch it at the same time', async () => {
    const { account, calls, clientID } = await withMissing()
    const { recoverMissing } = await import('../../../src/vapiAccount/recovery/recoverMissing')
    const connection = await connectionOf(account)
    const run = () => recoverMissing({ connection, maxCalls: CALLS, payload: desk.payload })
    await Promise.all([run(), run(), ...calls.map((id) => account.org.post(id))])
    expect(await counted(clientID)).toEqual({ announced: CALLS, calls: CALLS, ids: CALLS })
    expect(await account.states()).toEqual({ held: CALLS })
  })
})

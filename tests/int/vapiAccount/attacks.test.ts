import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'

const HOUR = 3_600_000

let desk: VapiDesk
let root: Record<string, string>

beforeAll(async () => {
  desk = await startVapiDesk()
  root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
}, 60_000)

afterAll(() => desk.stop())

const callsOf = async (clientID: string): Promise<string[]> => {
  const { rows } = await desk.sql.query<{ vapi_call_id: string }>(
    'select vapi_call_id from call_summaries where client_id = $1',
    [clientID],
  )
  return rows.map(({ vapi_call_id }) => vapi_call_id).toSorted()
}

type Run = { counts: Record<string, number>; problem: null | string; state: string }

/** Imports the past calls of all clients of an account, or counts them. */
const importAll = async ({ id }: Connected, dryRun = false): Promise<Run> => {
  const url = `${desk.url}/api/vapi-accounts/${id}/history`
  expect((await asJSON({ body: { dryRun }, headers: root, url })).status).toBe(202)
  return await vi.waitFor(
    async () => {
      const { run } = (await asJSON<{ run: null | Run }>({ headers: root, url })).body
      if (!run || run.state === 'running') throw new Error('It still runs')
      return run
    },
    { interval: 50, timeout: 30_000 },
  )
}

const deleteHere = (callID: string) =>
  desk.payload.delete({
    collection: 'call-summaries',
    where: { vapiCallId: { equals: callID } },
  })

/** Gives a client's agent to another client of the account. */
const giveAgent = async (from: { assistantID: string; id: string }, to: string) => {
  await desk.sql.query('update users set vapi_assistant_id = null where id = $1', [from.id])
  await desk.sql.query('update users set vapi_assistant_id = $1 where id = $2', [
    from.assistantID,
    to,
  ])
}

describe('strange calls of Vapi’s list', { timeout: 60_000 }, () => {
  it('stop neither the walk nor the calls beside them', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const { assistantID, id } = await account.client()
    const strange = [
      { body: { endedReason: 'a\u0000b', status: 'en\u0000ded' } },
      { body: { endedReason: 'half a character: \ud83d', type: '\udc00' } },
      { body: { phoneNumberId: '\u0000', squadId: '\ud800' } },
      { id: 'with\u0000null' },
      { id: '\ud800' },
      { id: 'constructor' },
      { id: '__proto__' },
      { id: '../assistant/1?x=#y' },
      { id: 'x'.repeat(500) },
      { id: '<script>alert(1)</script>' },
      { body: { assistantId: '__proto__', cost: 1e308 } },
      { body: { cost: -1e-320, createdAt: '9999-12-31T23:59:59.999Z' } },
      { body: { createdAt: 'tomorrow', status: { of: 'nothing' } } },
      { body: { endedReason: 'y'.repeat(400_000), startedAt: 1e300, updatedAt: -1 } },
    ]
    for (const call of strange) org.addCall({ assistantId: assistantID, ...call })
    const tidy = org.addCall({ assistantId: assistantID })
    await account.work()
    expect(await account.walk('whole')).toMatchObject({ state: 'complete' })
    expect((await account.calls()).get(tidy.id)?.state).toBe('held')
    expect(await callsOf(id)).toContain(tidy.id)
  })
})

describe('a call that is longer than a report may be', { timeout: 60_000 }, () => {
  it('is not read where reports are, and the others are fetched', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    const { settings } = await import('../../../src/settings/settings')
    const transcript = `AI: ${'na '.repeat(settings().WEBHOOK_MAX_BYTES / 3)}`
    const long = account.org.addCall({ assistantId: assistantID, transcript })
    const tidy = account.org.addCall({ assistantId: assistantID })
    await account.work()
    const calls = await account.calls()
    expect(calls.get(long.id)).toMatchObject({
      fill_problem: 'unreadable',
      state: 'cannot_be_filled',
    })
    expect((await importAll(account)).counts).toMatchObject({ failed: 1, held: 1 })
    expect(await callsOf(id)).toEqual([tidy.id])
  })
})

describe('a call that another client has already', { timeout: 60_000 }, () => {
  it('is not fetched for the client that has its agent now', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    // She was never connected to the account: her webhook was set by hand.
    const ada = await account.client({ vapiAccount: null })
    const call = org.addCall({ assistantId: ada.assistantID })
    await org.post(call.id)
    expect(await callsOf(ada.id)).toEqual([call.id])
    const bob = await account.client()
    await giveAgent(ada, bob.id)
    const later = org.addCall({ assistantId: ada.assistantID })
    await account.work()
    expect(await callsOf(bob.id)).toEqual([later.id])
    expect((await account.calls()).get(call.id)).toMatchObject({
      client_id: null,
      state: 'not_ours',
    })
    await desk.sql.query(
      `update vapi_walks set started_at = started_at - interval '25 hours' where account_id = $1`,
      [account.id],
    )
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({ state: 'not_ours' })
    expect(await callsOf(ada.id)).toEqual([call.id])
  })

  it('is that client’s, if it is one of the account', async () => {
    const account = await connectAccount(desk)
    const ada = await account.client()
    const call = account.org.addCall({ assistantId: ada.assistantID })
    await account.org.post(call.id)
    const bob = await account.client()
    await giveAgent(ada, bob.id)
    await account.work()
    expect((await account.calls()).get(call.id)).toMatchObject({
      client_id: ada.id,
      state: 'held',
    })
    expect(await callsOf(bob.id)).toEqual([])
  })
})

describe('an import of past calls', { timeout: 60_000 }, () => {
  it('copies no call to the client that has its agent now', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const ada = await account.client()
    const held = org.addCall({ assistantId: ada.assistantID })
    await org.post(held.id)
    await account.work()
    const bob = await account.client()
    await giveAgent(ada, bob.id)
    const dry = await importAll(account, true)
    expect(dry.counts).toMatchObject({ found: 0, notOurs: 1 })
    expect((await importAll(account)).counts).toMatchObject({ imported: 0, notOurs: 1 })
    expect(await callsOf(bob.id)).toEqual([])
  })

  it('copies none that another client has, of whichever account', async () => {
    const account = await connectAccount(desk)
    const ada = await account.client({ vapiAccount: null })
    const held = account.org.addCall({ assistantId: ada.assistantID })
    await account.org.post(held.id)
    const bob = await account.client()
    await giveAgent(ada, bob.id)
    expect((await importAll(account)).counts).toMatchObject({ imported: 0, notOurs: 1 })
    expect(await callsOf(bob.id)).toEqual([])
  })

  it('gives nobody the calls of a client that was deleted', async () => {
    const account = await connectAccount(desk)
    const ada = await account.client()
    account.org.addCall({ assistantId: ada.assistantID })
    await account.work()
    await desk.sql.query('update users set is_active = false where id = $1', [ada.id])
    await desk.payload.delete({ collection: 'users', id: ada.id })
    const bob = await account.client({ vapiAssistantId: ada.assistantID })
    expect((await importAll(account)).counts).toMatchObject({ imported: 0, notOurs: 1 })
    expect(await callsOf(bob.id)).toEqual([])
  })

  it('brings back no call that staff deleted', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    const [seen, unseen] = [1, 2].map(() => account.org.addCall({ assistantId: assistantID }))
    if (!seen || !unseen) throw new Error('There are no calls')
    await account.org.post(seen.id)
    await account.work()
    await deleteHere(seen.id)
    await deleteHere(unseen.id)
    expect((await importAll(account)).counts).toMatchObject({ deleted: 2, imported: 0 })
    expect(await callsOf(id)).toEqual([])
  })

  it('brings back no call that was here, after the history has forgotten its deletion', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    account.org.addCall({ assistantId: assistantID })
    await account.work()
    await desk.sql.query('delete from call_summaries where client_id = $1', [id])
    expect((await importAll(account)).counts).toMatchObject({ deleted: 1, imported: 0 })
    expect(await callsOf(id)).toEqual([])
  })

  it('makes one call of what is recovered, imported and reported at the same time', async () => {
    const account = await connectAccount(desk)
    const { org } = account
    const { assistantID, id } = await account.client({ emailNotifications: true })
    const calls = org.addCalls(20, () => ({ assistantId: assistantID })).map((call) => call.id)
    const empty = org.addCall({ assistantId: assistantID })
    await org.post(empty.id)
    const [imported] = await Promise.all([
      importAll(account),
      account.work(),
      ...calls.map((call) => org.post(call)),
    ])
    expect(imported).toMatchObject({ counts: { failed: 0 }, state: 'done' })
    await account.work()
    expect(await account.states()).toEqual({ held: 21 })
    expect(await callsOf(id)).toEqual([...calls, empty.id].toSorted())
    const { rows } = await desk.sql.query(
      `select count(*)::int as calls, count(summary)::int as summaries,
         (select count(*)::int - count(distinct vapi_call_id)::int from notifications
           where client_id = $1) as twice
       from call_summaries where client_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ calls: 21, summaries: 21, twice: 0 }])
  })

  it('goes on beside strange calls', async () => {
    const account = await connectAccount(desk)
    const { assistantID, id } = await account.client()
    for (const name of ['with\u0000null', '\ud800', 'constructor', '../x']) {
      account.org.addCall({ assistantId: assistantID, id: `${name}-${randomUUID()}` })
    }
    account.org.addCall({
      assistantId: assistantID,
      summary: 'Null \u0000 and half \ud83d',
      transcript: 'AI: \u0000\nUser: \udc00',
    })
    const tidy = account.org.addCall({ assistantId: assistantID, createdAt: Date.now() - 5 * HOUR })
    expect(await importAll(account)).toMatchObject({ problem: null, state: 'done' })
    expect(await callsOf(id)).toContain(tidy.id)
  })
})

describe('an API key of staff', () => {
  it('cannot take an agent for a client whose calls the desk fetches', async () => {
    const account = await connectAccount(desk)
    const client = await account.client()
    const free = await makeClient(desk.payload)
    const apiKey = randomUUID()
    await desk.payload.update({
      collection: 'users',
      data: { apiKey, enableAPIKey: true },
      id: (await makeStaff(desk.payload, ['users.view', 'users.change'])).id,
      overrideAccess: true,
    })
    const headers = withAPIKey(apiKey)
    const change = (id: string, vapiAssistantId: string) =>
      asJSON<{ errors?: { code: string }[] }>({
        body: { vapiAssistantId },
        headers,
        method: 'PATCH',
        url: `${desk.url}/api/users/${id}`,
      })
    const refused = await change(client.id, randomUUID())
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([403, 'NOT_BY_KEY'])
    const { rows } = await desk.sql.query(
      'select vapi_assistant_id as id from users where id = $1',
      [client.id],
    )
    expect(rows).toEqual([{ id: client.assistantID }])
    // Programs send back what they have read.
    expect((await change(client.id, client.assistantID)).status).toBe(200)
    expect((await change(free.id, randomUUID())).status).toBe(200)
  })
})

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeClient, makeStaff, makeSuperuser, makeUser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import type { Asked } from '../../vapi/types'
import { type Connected, connectAccount } from './connected'
import { asPerson, makeUnset, othersServer, type Person, setAsSeen, urlOf } from './setups'

let desk: VapiDesk
let account: Connected
let person: Person
let root: Record<string, string>
let counter = 0

beforeAll(async () => {
  desk = await startVapiDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  account = await connectAccount(desk)
  person = asPerson(desk, root)
})

afterAll(() => desk.stop())

const tokenOf = async (id: string): Promise<string> => {
  const { body } = await asJSON<{ vapiWebhookToken: string }>({
    headers: root,
    url: `${desk.url}/api/users/${id}`,
  })
  return body.vapiWebhookToken
}

/** Posts a report to a URL, as Vapi has it, and answers its status. */
const post = async (url: string): Promise<number> => {
  counter += 1
  const answer = await asJSON({
    body: { message: { call: { id: `rotated-${counter}` }, type: 'end-of-call-report' } },
    url: `${desk.url}${new URL(url).pathname}`,
  })
  return answer.status
}

const urlAt = (assistantID: string, { org } = account): string =>
  String(Object(org.assistant(assistantID).server).url)

const tokensOf = async (id: string) =>
  (
    await desk.sql.query<{ coming: boolean; working: boolean }>(
      `select is_coming as coming, expires_at > now() as working from webhook_retired_tokens
       where client_id = $1 order by retired_at`,
      [id],
    )
  ).rows

describe('rotating one token', { timeout: 60_000 }, () => {
  it('writes the new address at Vapi, which the desk accepts by then, before the old one’s grace begins', async () => {
    const { assistantID, id, token } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    const seen: unknown[] = []
    account.org.modes.fault = ({ body, method }: Asked) => {
      if (method !== 'PATCH') return undefined
      const url = String(Object(Object(body).server).url)
      // At the moment of the PATCH: what is the client's, and is the new address accepted?
      seen.push(
        Promise.all([tokenOf(id), post(url), post(urlOf(token)), tokensOf(id)]).then(
          ([present, fresh, old, tokens]) => ({
            fresh,
            isOther: url !== urlOf(token),
            old,
            present: present === token,
            tokens,
          }),
        ),
      )
      return undefined
    }
    const answer = await person.rotate({ graceHours: 1, ids: [id] })
    account.org.modes.fault = null
    expect([answer.status, answer.body]).toEqual([200, { rotated: 1, skipped: 0 }])
    const [during] = await Promise.all(seen)
    expect(during).toMatchObject({ fresh: 200, isOther: true, old: 200 })

    const present = await tokenOf(id)
    expect(present).not.toBe(token)
    expect(urlAt(assistantID)).toBe(urlOf(present))
    expect(await post(urlOf(present))).toBe(200)
    expect(await post(urlOf(token))).toBe(200)
    expect(await tokensOf(id)).toEqual([{ coming: false, working: true }])
    const { rows } = await desk.sql.query<{ hours: number }>(
      `select extract(epoch from expires_at - now()) / 3600 as hours from webhook_retired_tokens where client_id = $1`,
      [id],
    )
    expect(Number(rows[0]?.hours)).toBeLessThanOrEqual(1)
    // Still what stood there before the desk, and not the desk's own former address.
    expect((await person.disconnect(id)).body.assistants).toMatchObject([{ kind: 'put_back' }])
    expect(account.org.assistant(assistantID).server ?? null).toBeNull()
  })

  it('keeps the old token where Vapi does not take the new address', async () => {
    const { assistantID, id, token } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    account.org.modes.storedProblem = 'voice.provider is not HIPAA compliant'
    const answer = await person.rotate({ ids: [id] })
    account.org.modes.storedProblem = null
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([409, 'VAPI_TOKEN_KEPT'])
    expect(await tokenOf(id)).toBe(token)
    expect(urlAt(assistantID)).toBe(urlOf(token))
    expect(await tokensOf(id)).toEqual([{ coming: false, working: false }])
    // Whoever cannot wait for Vapi rotates without it.
    expect((await person.rotate({ atVapi: false, ids: [id] })).body).toEqual({
      rotated: 1,
      skipped: 0,
    })
    expect(await tokenOf(id)).not.toBe(token)
  })

  it('takes it back from the assistants before the one that failed', async () => {
    const { org } = account
    const { assistantID, id, token } = await makeUnset(desk, account)
    const second = org.addAssistant({ server: { url: urlOf(token) } })
    await desk.payload.update({
      collection: 'users',
      data: { vapiAssistantIds: [second.id] },
      id,
      overrideAccess: true,
    })
    await setAsSeen(person, id)
    org.modes.fault = ({ method, path }: Asked) =>
      method === 'PATCH' && path.endsWith(second.id)
        ? { body: { message: 'not this one', statusCode: 400 }, status: 400 }
        : undefined
    const answer = await person.rotate({ ids: [id] })
    org.modes.fault = null
    expect(answer.body.errors?.[0]?.code).toBe('VAPI_TOKEN_KEPT')
    expect([urlAt(assistantID), urlAt(second.id)]).toEqual([urlOf(token), urlOf(token)])
    expect(await tokenOf(id)).toBe(token)
    expect((await person.rotate({ ids: [id] })).body).toEqual({ rotated: 1, skipped: 0 })
    const present = urlOf(await tokenOf(id))
    expect([urlAt(assistantID), urlAt(second.id)]).toEqual([present, present])
  })

  it('loses no report where nobody knows whether Vapi took it, and goes on with the same address', async () => {
    const { org } = account
    const { assistantID, id, token } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    org.modes.fault = ({ body, method }: Asked) => {
      if (method !== 'PATCH') return undefined
      org.hands.patch(assistantID, Object(body))
      // Not even reading works after it.
      org.modes.fault = () => 'reset'
      return 'reset'
    }
    expect((await person.rotate({ ids: [id] })).body.errors?.[0]?.code).toBe('VAPI_TOKEN_KEPT')
    org.modes.fault = null
    const half = urlAt(assistantID)
    expect(half).not.toBe(urlOf(token))
    expect(await post(half)).toBe(200)
    expect(await post(urlOf(token))).toBe(200)
    expect((await person.rotate({ ids: [id] })).body).toEqual({ rotated: 1, skipped: 0 })
    expect(urlOf(await tokenOf(id))).toBe(half)
    expect(urlAt(assistantID)).toBe(half)
  })

  it('loses no report where Vapi takes it and shows something else', async () => {
    const { org } = account
    const { assistantID, id, token } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    org.modes.fault = (asked: Asked) => {
      if (asked.method !== 'PATCH') return undefined
      const change = Object(asked.body)
      org.hands.patch(assistantID, { ...change, server: { ...change.server, timeoutSeconds: 30 } })
      return { body: org.assistant(assistantID), status: 200 }
    }
    const answer = await person.rotate({ ids: [id] })
    org.modes.fault = null
    expect(answer.body.errors?.[0]?.code).toBe('VAPI_TOKEN_KEPT')
    expect(urlAt(assistantID)).not.toContain(token)
    expect(await post(urlAt(assistantID))).toBe(200)
    expect(await post(urlOf(token))).toBe(200)
    expect((await person.rotate({ ids: [id] })).body).toEqual({ rotated: 1, skipped: 0 })
    expect(urlAt(assistantID)).toBe(urlOf(await tokenOf(id)))
  })

  it('goes by what stands there, where Vapi’s answer is none and it drops the slash at the end', async () => {
    const { org } = account
    const { assistantID, id, token } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    org.modes.fault = ({ body, method }: Asked) => {
      if (method !== 'PATCH') return undefined
      const change = Object(body)
      const url = String(change.server.url).slice(0, -1)
      org.hands.patch(assistantID, { ...change, server: { ...change.server, url } })
      return { body: 'done', status: 200 }
    }
    expect((await person.rotate({ graceHours: 0, ids: [id] })).body).toMatchObject({ rotated: 1 })
    org.modes.fault = null
    expect(await tokenOf(id)).not.toBe(token)
    expect(await post(urlAt(assistantID))).toBe(200)
  })

  it('writes it too at an assistant that another client has taken as well', async () => {
    const { assistantID, id, token } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    await makeClient(desk.payload, { vapiAccount: account.id, vapiAssistantId: assistantID })
    expect((await person.rotate({ graceHours: 0, ids: [id] })).body).toEqual({
      rotated: 1,
      skipped: 0,
    })
    expect(await tokenOf(id)).not.toBe(token)
    expect(urlAt(assistantID)).toBe(urlOf(await tokenOf(id)))
    expect(await post(urlAt(assistantID))).toBe(200)
  })

  it('does not write at an assistant that was taken from the client, and says so', async () => {
    const { org } = account
    const { assistantID, id, token } = await makeUnset(desk, account)
    const second = org.addAssistant({ server: { url: urlOf(token) } })
    await desk.sql.query('update users set vapi_assistant_ids = $2 where id = $1', [
      id,
      JSON.stringify([second.id]),
    ])
    await setAsSeen(person, id)
    await desk.sql.query(`update users set vapi_assistant_ids = '[]' where id = $1`, [id])
    expect((await person.rotate({ ids: [id] })).body).toEqual({
      leftBehind: 1,
      rotated: 1,
      skipped: 0,
    })
    expect(urlAt(second.id)).toBe(urlOf(token))
    expect(urlAt(assistantID)).toBe(urlOf(await tokenOf(id)))
  })

  it('leaves an address of somebody else, and rotates as without Vapi', async () => {
    const { assistantID, id, token } = await makeUnset(desk, account, {
      assistant: { server: othersServer() },
    })
    expect((await person.rotate({ ids: [id] })).body).toEqual({ rotated: 1, skipped: 0 })
    expect(urlAt(assistantID)).toBe(othersServer().url)
    expect(await tokenOf(id)).not.toBe(token)
  })

  it('gives Vapi the token that counts, if somebody changes it meanwhile', async () => {
    const { assistantID, id } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    const typed = `typed-by-somebody-${crypto.randomUUID()}`
    let changed: Promise<unknown> | undefined
    account.org.modes.fault = ({ method }: Asked) => {
      if (method === 'PATCH' && !changed) {
        changed = desk.payload.update({
          collection: 'users',
          data: { vapiWebhookToken: typed },
          id,
          overrideAccess: true,
        })
        return { body: 'wait', status: 500 }
      }
      return undefined
    }
    const answer = await person.rotate({ ids: [id] })
    account.org.modes.fault = null
    await changed
    // Whichever came first, Vapi has the token that is the client's.
    expect(answer.body.errors?.[0]?.code ?? 'rotated').toMatch(/VAPI_TOKEN_KEPT|rotated/)
    expect(await post(urlAt(assistantID))).toBe(200)
  })

  it.each([
    ['staff without vapi-accounts.view', false],
    ['API keys', true],
  ])('is refused to %s, unless they leave Vapi alone', async (_, isByKey) => {
    const { id } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    const apiKey = crypto.randomUUID()
    const staff = isByKey
      ? await makeUser(desk.payload, {
          apiKey,
          enableAPIKey: true,
          isStaff: true,
          isSuperuser: true,
        })
      : await makeStaff(desk.payload, ['users.view', 'users.change'])
    const headers = isByKey ? withAPIKey(apiKey) : await desk.login(staff)
    const them = asPerson(desk, headers)
    const before = desk.vapi.requests.length
    const token = await tokenOf(id)
    const refused = await them.rotate({ ids: [id] })
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([403, 'FORBIDDEN'])
    expect(await tokenOf(id)).toBe(token)
    expect((await them.rotate({ atVapi: false, ids: [id] })).status).toBe(200)
    expect(desk.vapi.requests.length).toBe(before)
  })

  it('happens once, however many ask', async () => {
    const { assistantID, id } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    const answers = await Promise.all([1, 2, 3].map(() => person.rotate({ ids: [id] })))
    expect(answers.some(({ body }) => body.rotated === 1)).toBe(true)
    expect(urlAt(assistantID)).toBe(urlOf(await tokenOf(id)))
    expect((await tokensOf(id)).filter(({ coming }) => coming)).toEqual([])
  })
})

describe('rotating many', { timeout: 60_000 }, () => {
  it('writes at Vapi in the background, and rotates the others at once', async () => {
    const many = await connectAccount(desk)
    const clients = await Promise.all([1, 2, 3].map(() => makeUnset(desk, many)))
    for (const { id } of clients) await setAsSeen(person, id)
    const without = await makeClient(desk.payload)
    const ids = [...clients.map(({ id }) => id), without.id]
    const answer = await person.rotate({ ids })
    expect(answer.body).toEqual({ queued: 3, rotated: 1, skipped: 0 })
    await vi.waitFor(
      async () =>
        expect((await person.run(many.id)).body.run).toMatchObject({
          counts: { done: 3, failed: 0, skipped: 0, waiting: 0 },
          state: 'done',
        }),
      { interval: 100, timeout: 40_000 },
    )
    for (const { assistantID, id, token } of clients) {
      const present = await tokenOf(id)
      expect(present).not.toBe(token)
      expect(urlAt(assistantID, many)).toBe(urlOf(present))
      expect(await post(urlOf(token))).toBe(200)
    }
  })
})

describe('rotating PAYLOAD_SECRET', { timeout: 60_000 }, () => {
  it('covers what stood at Vapi before', async () => {
    const { PLACES } = await import('../../../src/server/rotateSecret/places')
    const kept = PLACES.filter(({ table }) => table === 'vapi_setups').map(
      ({ text }) => text.column,
    )
    expect(kept.sort()).toEqual(['before', 'proof'])
    const { assistantID, id } = await makeUnset(desk, account, {
      assistant: { server: othersServer() },
      data: { vapiSender: { secret: 'a long enough secret', verification: 'secret' } },
    })
    await setAsSeen(person, id)
    const { rotateSecret } = await import('../../../src/server/rotateSecret/rotate')
    const { createCipher } = await import('../../../src/payload/cipher')
    const [old, other] = [
      createCipher('a secret for tests only'),
      createCipher('another secret of 16 characters'),
    ]
    const client = await desk.sql.connect()
    await rotateSecret({ client, from: old, to: other })
    const { rows } = await client.query<{ before: string }>(
      'select before from vapi_setups where client_id = $1',
      [id],
    )
    expect(other.decrypt(rows[0]?.before ?? '')).toContain(String(othersServer().url))
    await rotateSecret({ client, from: other, to: old })
    client.release()
    // It ended all sessions.
    const again = asPerson(desk, await desk.login(await makeSuperuser(desk.payload)))
    expect((await again.disconnect(id)).body.assistants).toMatchObject([{ kind: 'put_back' }])
    expect(urlAt(assistantID)).toBe(othersServer().url)
  })
})

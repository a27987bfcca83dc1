import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCipher } from '../../../src/payload/cipher'
import { rotateSecret } from '../../../src/server/rotateSecret/rotate'
import { postReport } from '../../crash/postReport'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../../helpers/spawnDesk'

const OLD = 'a secret for tests only'
const NEW = 'the secret that comes after it'
const SENDER_SECRET = 'what the sender says'

const apiKey = crypto.randomUUID()
let client: pg.Client
let desk: TestDesk
let next: SpawnedDesk | undefined
let number = 0
let session: Record<string, string>
const tokens = { former: '', guarded: '', present: '' }

/** Every text in the database by which something is looked up, or which is encrypted. */
const everything = async (): Promise<string> => {
  const { rows } = await desk.sql.query(`
    select vapi_webhook_token, vapi_webhook_token_index, api_key, api_key_index, vapi_sender_secret,
      null as sender from users
    union all select token, token_index, null, null, null, null from webhook_retired_tokens
    union all select null, null, null, null, null, sender::text from webhook_retired_senders
    order by 1, 2`)
  return JSON.stringify(rows)
}

const rotate = (from: string, to: string) =>
  rotateSecret({ client, from: createCipher(from), to: createCipher(to) })

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  const { payload } = desk
  const plain = await makeClient(payload, { apiKey, enableAPIKey: true })
  tokens.former = plain.vapiWebhookToken
  tokens.present = `the-present-token-${crypto.randomUUID()}`
  await payload.update({
    collection: 'users',
    data: { vapiWebhookToken: tokens.present },
    id: plain.id,
    overrideAccess: true,
  })
  const guarded = await makeClient(payload, {
    vapiSender: { secret: 'an earlier secret', verification: 'secret' },
  })
  await payload.update({
    collection: 'users',
    data: { vapiSender: { secret: SENDER_SECRET, verification: 'secret' } },
    id: guarded.id,
    overrideAccess: true,
  })
  tokens.guarded = guarded.vapiWebhookToken
  await desk.sql.query(
    `insert into recording_copies (id, client_id, vapi_call_id, link, state, expires_at) values
       (gen_random_uuid(), $1, 'to be copied', $2, 'waiting', now() + interval '1 hour'),
       (gen_random_uuid(), $1, 'given up', null, 'dead', now() + interval '1 hour')`,
    [plain.id, payload.encrypt('https://storage.vapi.ai/a.wav?X-Amz-Signature=abc')],
  )
  await desk.sql.query(
    `insert into vapi_accounts (id, label, key) values
       (gen_random_uuid(), 'with a key', $1), (gen_random_uuid(), 'without', null)`,
    [payload.encrypt('the key at Vapi')],
  )
  session = await desk.login(plain)
  client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
})

afterAll(async () => {
  await client?.end()
  await next?.stop()
  await desk?.stop()
})

const post = async (url: string, token: string): Promise<number | null> => {
  number += 1
  return (await postReport({ number, run: 9, token, url })).status
}

describe('rotating PAYLOAD_SECRET', () => {
  it('reads and writes what Payload does', () => {
    const cipher = createCipher(OLD)
    expect(cipher.secret).toBe(desk.payload.secret)
    expect(cipher.decrypt(desk.payload.encrypt('Grüße, 日本'))).toBe('Grüße, 日本')
    expect(desk.payload.decrypt(cipher.encrypt('Grüße, 日本'))).toBe('Grüße, 日本')
  })

  it('changes nothing under a wrong secret', async () => {
    const before = await everything()
    await expect(rotate('not the secret of this database', NEW)).rejects.toThrow('PAYLOAD_SECRET')
    expect(await everything()).toBe(before)
  })

  it('changes nothing when it is cut short', async () => {
    const before = await everything()
    await desk.sql.query(`
      create function cut_short() returns trigger language plpgsql as
        $$ begin raise exception 'cut short'; end $$;
      create trigger cut_short before update on webhook_retired_senders
        for each row execute function cut_short()`)
    await expect(rotate(OLD, NEW)).rejects.toThrow('cut short')
    await desk.sql.query('drop trigger cut_short on webhook_retired_senders')
    expect(await everything()).toBe(before)
  })

  it('changes nothing while tokens still work of which only the hash is kept', async () => {
    await desk.sql.query(`
      insert into webhook_retired_tokens (token_index, expires_at)
      values ('a hash', now() + interval '1 hour')`)
    await expect(rotate(OLD, NEW)).rejects.toThrow('1 webhook tokens')
    await desk.sql.query(
      `update webhook_retired_tokens set expires_at = now() - interval '1 second' where token is null`,
    )
  })

  it('re-encrypts everything, once', async () => {
    await desk.sql.query(`
      insert into sign_in_requests (token_hash, browser_hash, digits_hash, expires_at)
      values ('a link', 'a browser', 'digits', now() + interval '9 minutes')`)
    const before = await everything()
    const found = await rotate(OLD, NEW)
    expect(Object.fromEntries(found)).toMatchObject({
      'API keys': { new: 0, old: 1, unreadable: 0 },
      'keys of Vapi accounts': { new: 0, old: 1, unreadable: 0 },
      'links to recordings': { new: 0, old: 1, unreadable: 0 },
      'retired sender secrets': { new: 0, old: 1, unreadable: 0 },
      'retired webhook tokens': { new: 0, old: 1, unreadable: 0 },
      'sender secrets': { new: 0, old: 1, unreadable: 0 },
      'webhook tokens': { new: 0, old: 2, unreadable: 0 },
    })
    const after = await everything()
    const kept = (before.match(/[0-9a-f]{64,}/g) ?? []).filter((text) => after.includes(text))
    expect(kept).toEqual([])

    // Nobody knows the digits of mails to sign in any more. The links in these mails need no secret.
    const mails = await desk.sql.query('select token_hash, digits_hash from sign_in_requests')
    expect(mails.rows).toEqual([{ digits_hash: null, token_hash: 'a link' }])

    const { rows } = await desk.sql.query('select key from vapi_accounts where key is not null')
    expect(createCipher(NEW).decrypt(rows[0].key)).toBe('the key at Vapi')

    const again = await rotate(OLD, NEW)
    expect([...again.values()].map(({ old }) => old)).toEqual([0, 0, 0])
    expect(await everything()).toBe(after)
  })

  it('keeps every URL, secret and API key working under the new secret, and ends sessions', {
    timeout: 120_000,
  }, async () => {
    next = await spawnDesk({
      env: { DATABASE_URL: process.env.DATABASE_URL, PAYLOAD_SECRET: NEW },
    })
    await untilOpen({ desk: next, seconds: 90 })
    const { url } = next
    expect(await post(url, tokens.present)).toBe(200)
    expect(await post(url, tokens.former)).toBe(200)
    expect(await post(url, tokens.guarded)).toBe(401)
    for (const secret of [SENDER_SECRET, 'an earlier secret']) {
      const answer = await asJSON({
        body: { message: { type: 'hang' } },
        headers: { 'x-vapi-secret': secret },
        url: `${url}/api/v1/vapi/webhook/${tokens.guarded}`,
      })
      expect(answer.status).toBe(200)
    }
    const calls = await asJSON({ headers: withAPIKey(apiKey), url: `${url}/api/call-summaries` })
    expect(calls.body.totalDocs).toBe(2)
    const me = await asJSON({ headers: session, url: `${url}/api/users/me` })
    expect(me.body.user).toBeNull()
  })
})

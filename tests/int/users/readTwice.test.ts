import fc from 'fast-check'
import { createLocalReq, type PayloadRequest } from 'payload'
import { applyUserReadAccess } from 'payload/internal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, makeUser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

/**
 * Payload takes the document of whoever is signed in through the hooks for reading a second time, and
 * signs the person out when one of them throws.
 */

let desk: TestDesk
let req: PayloadRequest

const stored = async (collection: 'call-summaries' | 'groups' | 'users', id: string) => {
  const found = await desk.payload.db.findOne<{ id: string }>({
    collection,
    where: { id: { equals: id } },
  })
  if (!found) throw new Error('Nothing is stored')
  return found
}

/** What reading makes of a document, as people (and so with field access) or as the desk itself. */
const read = async (
  collection: 'call-summaries' | 'groups' | 'users',
  user: object,
  overrideAccess: boolean,
) => {
  const { loginAttempts: _, ...document } = await applyUserReadAccess({
    collection: desk.payload.collections[collection].config,
    depth: 1,
    overrideAccess,
    req,
    showHiddenFields: false,
    // Any document will do.
    user: user as Parameters<typeof applyUserReadAccess>[0]['user'],
  })
  // Hidden, and Payload's own default of 0 takes its place.
  return document
}

const digits = (min: number, max: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { maxLength: max, minLength: min })
    .map((each) => each.join(''))

const tokens = fc.oneof(
  fc
    .array(fc.constantFrom(...'abcXYZ019-_.~'), { maxLength: 128, minLength: 20 })
    .map((each) => each.join('')),
  // Looks like what is encrypted, as a key of OpenSSL's does.
  digits(20, 128),
)
const secrets = fc.oneof(
  fc.string({ maxLength: 60, minLength: 1, unit: 'grapheme' }),
  digits(1, 128),
)

beforeAll(async () => {
  desk = await createTestDesk()
  const superuser = await makeSuperuser(desk.payload)
  req = await createLocalReq({ user: { ...superuser, collection: 'users' } }, desk.payload)
})

afterAll(() => desk.stop())

describe('reading a document again', () => {
  it('changes no token and no secret, whatever they look like', async () => {
    const { id } = await makeUser(desk.payload)
    await fc.assert(
      fc.asyncProperty(tokens, secrets, async (token, secret) => {
        await desk.sql.query(
          `update users set vapi_webhook_token = $2, vapi_webhook_token_index = 'x', vapi_sender_secret = $3
           where id = $1`,
          [id, desk.payload.encrypt(token), desk.payload.encrypt(secret)],
        )
        for (const firstAs of [true, false]) {
          const once = await read('users', await stored('users', id), firstAs)
          expect(once).toMatchObject({ vapiSender: { secret }, vapiWebhookToken: token })
          const twice = await read('users', once, false)
          expect(twice).toEqual(once)
          expect(await read('users', twice, true)).toEqual(once)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('changes nothing of any collection', async () => {
    const client = await makeClient(desk.payload)
    const staff = await makeStaff(desk.payload, ['users.view'])
    const [group] = staff.groups ?? []
    const { rows } = await desk.sql.query<{ id: string }>(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at, structured_data)
       values (gen_random_uuid(), $1, 'call', now(), '{"a": [1]}') returning id`,
      [client.id],
    )
    for (const [collection, id] of [
      ['users', client.id],
      ['users', staff.id],
      ['groups', String(group)],
      ['call-summaries', rows[0]?.id ?? ''],
    ] as const) {
      const once = await read(collection, await stored(collection, id), true)
      expect(await read(collection, once, true)).toEqual(once)
    }
  })

  it('shows none where what is stored cannot be decrypted', async () => {
    const { id } = await makeUser(desk.payload)
    const elsewhere = `${'0'.repeat(32)}${'ff'.repeat(40)}`
    for (const [token, secret] of [
      [elsewhere, 'not encrypted'],
      ['not encrypted at all, and long', elsewhere],
    ]) {
      await desk.sql.query(
        `update users set vapi_webhook_token = $2, vapi_webhook_token_index = $2, vapi_sender_secret = $3
         where id = $1`,
        [id, token, secret],
      )
      const once = await read('users', await stored('users', id), false)
      expect(once).toMatchObject({ vapiWebhookToken: null })
      expect(await read('users', once, false)).toEqual(once)
    }
  })

  it('leaves the token to those who may see it, and shows it unchanged after an edit', async () => {
    const root = await desk.login(await makeSuperuser(desk.payload))
    const client = await makeClient(desk.payload, {
      vapiSender: { secret: '0123456789abcdef'.repeat(4), verification: 'secret' },
    })
    const url = `${desk.url}/api/users/${client.id}`
    const seen = { vapiSender: { secret: '0123456789abcdef'.repeat(4) } }
    const expected = { ...seen, vapiWebhookToken: client.vapiWebhookToken }
    expect((await asJSON({ headers: root, url })).body).toMatchObject(expected)
    const saved = await asJSON({ body: { name: 'x' }, headers: root, method: 'PATCH', url })
    expect(saved.body.doc).toMatchObject(expected)
    expect((await asJSON({ headers: root, url })).body).toMatchObject(expected)
  })
})

describe('whoever is signed in', () => {
  it('is known to the desk without token and secret', async () => {
    const client = await makeClient(desk.payload, {
      vapiSender: { secret: 'a secret of the sender', verification: 'secret' },
    })
    const headers = new Headers(await desk.login(client))
    const { user } = await desk.payload.auth({ headers })
    expect(user).toMatchObject({ id: client.id })
    const text = JSON.stringify(user)
    expect(text).not.toContain(client.vapiWebhookToken)
    expect(text).not.toContain('a secret of the sender')
  })
})

import type { FlattenedField } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HARMLESS, TECHNICAL } from '../../../src/audit/harmless'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeResetLink, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

const MARK = 'hush'
let counter = 0
const next = () => {
  counter += 1
  return counter
}
const mark = () => `${MARK}-${next()}-abcdefghijklmnopqrst`

let desk: TestDesk
let headers: Record<string, string>

beforeAll(async () => {
  desk = await createTestDesk()
  headers = await desk.login(await makeSuperuser(desk.payload))
})

afterAll(() => desk.stop())

const send = async (path: string, body?: unknown, method?: string, as = headers) => {
  const answer = await asJSON({ body, headers: as, method, url: `${desk.url}/api${path}` })
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

const editor = () => ({
  root: {
    children: [
      { children: [{ text: mark(), type: 'text', version: 1 }], type: 'paragraph', version: 1 },
    ],
    direction: null,
    format: '',
    indent: 0,
    type: 'root',
    version: 1,
  },
})

const PHONES = ['+12025550146', '+12025550147']

/** A value with a mark in it, as far as the field takes one. */
const marked = (field: FlattenedField): unknown => {
  if (field.name === 'customerPhone') return PHONES[next() % 2]
  if (field.type === 'text' || field.type === 'textarea' || field.type === 'code') return mark()
  if (field.type === 'richText') return editor()
  if (field.name === 'followUpRule') return { endings: [], outcomes: [mark()] }
  if (field.name === 'fieldMapping') {
    return { fields: [{ key: 'said', label: mark(), sources: [], type: 'text' }] }
  }
  if (field.type === 'json')
    return field.name === 'messages' ? [{ role: 'user', text: mark() }] : { said: mark() }
  return undefined
}

/** All fields that may be written and whose values the history may not show, with new values. */
const filled = (slug: 'call-summaries' | 'users'): Record<string, unknown> => {
  const harmless = new Set([...HARMLESS[slug], ...TECHNICAL, 'endedReason', 'vapiCallId'])
  const fields = desk.payload.collections[slug].config.flattenedFields.filter(
    (field) => !harmless.has(field.name) && !('hidden' in field && field.hidden),
  )
  const entries = fields.map((field) => [field.name, marked(field)])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

const everything = async (): Promise<string> => {
  const { rows } = await desk.sql.query<{ text: string }>(`
    select e::text as text from audit_log e
    union all select t::text from audit_log_touched t`)
  return rows.map(({ text }) => text).join('\n')
}

describe('whatever is done', () => {
  it('no secret and nothing of what was said is in the history', async () => {
    const client = {
      ...filled('users'),
      email: 'client@desk.test',
      password: mark(),
      vapiSender: { secret: mark(), signatureHeader: `x-${mark()}`, verification: 'hmac' },
      vapiWebhookToken: mark(),
    }
    expect(Object.keys(client)).toContain('adminNotes')
    const { doc } = (await send('/users', client)) as { doc: { id: string } }
    const { id } = doc
    for (let round = 0; round < 2; round += 1) {
      await send(
        `/users/${id}`,
        {
          ...filled('users'),
          apiKey: mark(),
          enableAPIKey: true,
          password: mark(),
          vapiSender: { networks: '203.0.113.0/24', secret: mark(), verification: 'secret' },
          vapiWebhookToken: mark(),
        },
        'PATCH',
      )
    }
    await send(`/users/${id}`)
    await send('/users/rotate-vapi-token', { ids: [id] })
    const shown = (await send(`/users/${id}`)) as { vapiWebhookToken: string }
    const key = (await send('/api-keys', { name: 'CRM', user: id })) as {
      doc: { id: string; key: string }
    }
    await send('/users/me', undefined, undefined, { authorization: `Bearer ${key.doc.key}` })

    const call = { ...filled('call-summaries'), client: id, vapiCallId: 'call-1' }
    for (const field of ['customerName', 'messages', 'structuredData', 'summary', 'transcript']) {
      expect(Object.keys(call)).toContain(field)
    }
    const made = (await send('/call-summaries', call)) as { doc: { id: string } }
    await send(`/call-summaries/${made.doc.id}`, filled('call-summaries'), 'PATCH')
    await send(
      `/call-summaries?where[id][equals]=${made.doc.id}`,
      filled('call-summaries'),
      'PATCH',
    )
    await send('/call-summaries/export?format=ndjson')

    const { rows } = await desk.sql.query<{ id: string }>(
      `insert into webhook_deliveries (id, client_id, vapi_call_id, state, problem, body, received_at)
       values (gen_random_uuid(), $1, 'call-1', 'needs_review', $2, '{}', now()) returning id`,
      [id, mark()],
    )
    await send('/webhook-deliveries/replay', { ids: rows.map((row) => row.id) })
    await send(`/webhook-deliveries/${rows[0]?.id}`, undefined, 'DELETE')

    const account = { email: 'client@desk.test', password: mark() }
    await send(`/users/${id}`, { password: account.password }, 'PATCH')
    await send('/users/login', account, 'POST', {})
    await asJSON({
      body: { ...account, password: mark() },
      url: `${desk.url}/api/users/login`,
    })
    const token = await makeResetLink(desk.payload, { id })
    await send('/users/reset-password', { password: mark(), token }, 'POST', {})
    await send(`/api-keys/${key.doc.id}/revoke`, undefined, 'POST')
    await send('/users/revoke-vapi-token', { ids: [id] })
    await send('/users/end-retired-secret', { ids: [id] })
    await send(`/call-summaries/${made.doc.id}`, undefined, 'DELETE')
    await send(`/users/${id}`, { isActive: false }, 'PATCH')
    await send(`/users/${id}`, undefined, 'DELETE')

    const text = await everything()
    // It is the history of all that.
    for (const action of [
      'created',
      'password_changed',
      'token_shown',
      'secret_changed',
      'deleted',
    ]) {
      expect(text).toContain(action)
    }
    for (const secret of [MARK, ...PHONES, shown.vapiWebhookToken, key.doc.key, token]) {
      expect(text).not.toContain(secret)
    }
    const { rows: hashes } = await desk.sql.query<{ hash: string }>('select hash from api_keys')
    for (const { hash } of hashes) expect(text).not.toContain(hash)
  })

  it('each field of each collection is known to be harmless, or kept out', async () => {
    for (const [slug, fields] of Object.entries(HARMLESS)) {
      const { flattenedFields } = desk.payload.collections[slug as keyof typeof HARMLESS].config
      const names = new Set(
        flattenedFields.flatMap((field) =>
          field.type === 'group'
            ? [field.name, ...field.flattenedFields.map(({ name }) => `${field.name}.${name}`)]
            : [field.name],
        ),
      )
      for (const field of fields) expect(names, `${slug}.${field}`).toContain(field)
    }
  })
})

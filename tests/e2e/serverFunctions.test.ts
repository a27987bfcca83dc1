import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { login, withAPIKey } from '../helpers/requests'
import { findAction, postAction } from '../helpers/serverAction'
import { type AdminDesk, createUser, openAdminDesk, SUPERUSER } from './support/admin'

/**
 * The third door to the desk beside REST and GraphQL: the functions that the admin's pages call on the
 * server, as anybody may post to them.
 */

const KNOWN = [
  'form-state',
  'get-default-layout',
  'render-document',
  'render-document-slots',
  'render-field',
  'render-list',
  'render-widget',
  'table-state',
] as const

const UNKNOWN = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'copy-data-from-locale',
  'get-folder-results-component-and-data',
  'schedule-publish',
  'slugify',
  'anything-else',
] as const

const SECRETS = {
  notes: 'INTERNAL-NOTE',
  token: 'token-of-a-client-never-shown',
  words: 'spoken-words',
}

let desk: AdminDesk
let action: string
let other: { id: string }
const people = new Map<string, Record<string, string>>()

const post = (headers: Record<string, string>, body: FormData | string) =>
  postAction({ action, body, headers, url: desk.url })

const call = (who: string, name: string, args: Record<string, unknown> = {}) =>
  post(people.get(who) ?? {}, JSON.stringify([{ args, name }]))

const argsOf = (name: (typeof KNOWN)[number]): Record<string, unknown> => ({
  collectionSlug: 'users',
  docID: other.id,
  docPermissions: { fields: true, read: true, update: true },
  docPreferences: { fields: {} },
  id: other.id,
  operation: 'update',
  overrideEntityVisibility: true,
  query: { limit: 50 },
  renderAllFields: true,
  schemaPath: name === 'render-field' ? 'collection.users.adminNotes' : 'users',
  widgetSlug: 'desk-health',
})

const signIn = async (who: string, account: Record<string, unknown>) => {
  const email = `${who.replaceAll(' ', '-')}@desk.test`
  const { id } = await createUser(desk, { email, ...account })
  const { authorization = '' } = await login({ email, password: SUPERUSER.password, url: desk.url })
  people.set(who, { cookie: `payload-token=${authorization.replace('JWT ', '')}` })
  return id
}

const notes = {
  root: {
    children: [
      {
        children: [{ text: SECRETS.notes, type: 'text', version: 1 }],
        direction: null,
        format: '',
        indent: 0,
        type: 'paragraph',
        version: 1,
      },
    ],
    direction: null,
    format: '',
    indent: 0,
    type: 'root',
    version: 1,
  },
}

beforeAll(async () => {
  desk = await openAdminDesk()
  action = await findAction(desk.url)
  other = await createUser(desk, {
    adminNotes: notes,
    email: 'other@clients.test',
    vapiWebhookToken: SECRETS.token,
  })
  const secretive = { adminNotes: notes, vapiAssistantId: 'asst-internal' }
  people.set('nobody', {})
  await signIn('a client', secretive)
  await signIn('a client with a token', {
    ...secretive,
    vapiWebhookToken: 'token-of-its-own-0123456789',
  })
  await signIn('staff without a group', { isStaff: true })
  const gone = await signIn('somebody deactivated', { isStaff: true })
  // Behind the hooks, which would end the session.
  await desk.sql.query('update users set is_active = false where id = $1', [gone])
  const superuser = await signIn('a superuser', {
    isStaff: true,
    isSuperuser: true,
    vapiSender: { secret: '0123456789abcdef'.repeat(4), verification: 'secret' },
    vapiWebhookToken: 'token-of-the-superuser-0123456789',
  })
  await fetch(`${desk.url}/api/users/${superuser}`, {
    body: JSON.stringify({ apiKey: 'a key of the superuser', enableAPIKey: true }),
    headers: {
      'content-type': 'application/json',
      ...(people.get('a superuser') ?? {}),
      origin: desk.url,
    },
    method: 'PATCH',
  })
  people.set('a key of a superuser', withAPIKey('a key of the superuser'))
})
afterAll(() => desk?.stop())

/** An error without a word of the page or of whoever asked. */
const isRefusal = ({ status, text }: { status: number; text: string }) =>
  status >= 400 && text.length < 1_000 && !text.includes('permissions')

const shownIn = (text: string) =>
  [...Object.values(SECRETS), 'asst-internal', 'token-of-its-own'].filter((each) =>
    text.includes(each),
  )

describe.each([
  'nobody',
  'a client',
  'a client with a token',
  'somebody deactivated',
  'a key of a superuser',
])('for %s', (who) => {
  it.each([...KNOWN, ...UNKNOWN])('%s is not there', async (name) => {
    const known = KNOWN.find((each) => each === name)
    const answer = await call(who, name, known ? argsOf(known) : {})
    expect(isRefusal(answer)).toBe(true)
    expect(shownIn(answer.text)).toEqual([])
  })
})

describe.each(['staff without a group', 'a superuser'])('for %s', (who) => {
  it.each(UNKNOWN)('%s is not there', async (name) => {
    const answer = await call(who, name)
    expect(isRefusal(answer)).toBe(true)
  })
})

describe('for staff without a group', () => {
  it.each(KNOWN)('%s shows nothing of a client', async (name) => {
    expect(shownIn((await call('staff without a group', name, argsOf(name))).text)).toEqual([])
  })
})

describe('for a superuser', () => {
  it('the known ones answer', async () => {
    const list = await call('a superuser', 'render-list', argsOf('render-list'))
    expect(list.status).toBe(200)
    expect(list.text).toContain('other@clients.test')
    const document = await call('a superuser', 'render-document', argsOf('render-document'))
    expect(document.text).toContain(SECRETS.notes)
  })
})

describe('a caller that brings more than a name and arguments', () => {
  it.each(['$h1', '$F1', 'abc'])('gets no function by it (%s)', async (brought) => {
    for (const name of ['constructor', 'form-state']) {
      const body = new FormData()
      body.set('1', JSON.stringify({ bound: null, id: action }))
      body.set('0', JSON.stringify([{ args: {}, name, serverFunctions: brought }]))
      expect((await post({}, body)).status).toBeGreaterThanOrEqual(400)
    }
    const known = desk.sql.query('select 1')
    expect((await known).rowCount).toBe(1)
  })

  it('is refused without either', async () => {
    for (const body of [
      '[]',
      '[{}]',
      '[{"name":"form-state"}]',
      '[{"args":{},"name":7}]',
      '[null]',
    ]) {
      expect(isRefusal(await post(people.get('a superuser') ?? {}, body))).toBe(true)
    }
  })
})

describe('with a webhook token and a secret of their own', () => {
  /** Where a page of the admin sends somebody, or null for the page itself. */
  const sentTo = async (path: string, cookie: string) => {
    const answer = await fetch(desk.url + path, {
      headers: { accept: 'text/html', cookie, 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
    })
    const text = await answer.text()
    return answer.headers.get('location') ?? /NEXT_REDIRECT;\w+;([^;"]+)/.exec(text)?.[1] ?? null
  }

  it.each([
    ['a superuser', { isStaff: true, isSuperuser: true }, null],
    ['staff', { isStaff: true }, null],
    ['a client', {}, '/admin/unauthorized'],
  ])('%s is known to the admin, also after signing in again', async (_, rights, to) => {
    const email = `${crypto.randomUUID()}@desk.test`
    await createUser(desk, {
      email,
      ...rights,
      vapiSender: { secret: '0123456789abcdef'.repeat(4), verification: 'secret' },
      vapiWebhookToken: `token-${crypto.randomUUID()}`,
    })
    for (let visit = 0; visit < 2; visit += 1) {
      const { authorization = '' } = await login({
        email,
        password: SUPERUSER.password,
        url: desk.url,
      })
      const cookie = `payload-token=${authorization.replace('JWT ', '')}`
      for (const path of ['/admin', '/admin/account']) {
        // Payload adds where one wanted to go.
        const place = await sentTo(path, cookie)
        expect(place?.split('?')[0] ?? null, path).toBe(to)
      }
    }
  })
})

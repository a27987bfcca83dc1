import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TestDesk } from '../../helpers/createTestDesk'
import { PASSWORD } from '../../helpers/people'

type Headers = Record<string, string>
type Sent = { body?: string | undefined; headers?: Headers; method?: string; path: string }
export type Answered = { body: string; cookies: string[]; headers: Headers; status: number }

/** Sends a request with these headers and no others, not even such as `fetch` adds. */
export const send = (
  desk: Pick<TestDesk, 'url'>,
  { body, headers = {}, method = body === undefined ? 'GET' : 'POST', path }: Sent,
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const asking = request(
      `${desk.url}${path}`,
      { headers: { ...length, ...headers }, method },
      async (response) => {
        resolve({
          body: await text(response),
          cookies: response.headers['set-cookie'] ?? [],
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          status: response.statusCode ?? 0,
        })
      },
    )
    asking.once('error', reject)
    asking.end(body)
  })

const JSON_BODY = { 'content-type': 'application/json' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=b' }

/** A body as a form of another site can send it, which asks nobody before. */
const inForm = (data: unknown): string =>
  `--b\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n${JSON.stringify(data)}\r\n--b--\r\n`

type Door = (of: { email: string; id: string }) => Sent

/** Each way in which a session's cookie could change something; its answer is 2xx or 3xx when it did. */
export const WRITES: Record<string, Door> = {
  'a bulk PATCH over REST': ({ email }) => ({
    body: JSON.stringify({ name: 'Changed' }),
    headers: JSON_BODY,
    method: 'PATCH',
    path: `/api/users?where[email][equals]=${encodeURIComponent(email)}`,
  }),
  'a form that makes a superuser': () => ({
    body: inForm({
      email: `made-${crypto.randomUUID()}@desk.test`,
      isStaff: true,
      isSuperuser: true,
      password: PASSWORD,
    }),
    headers: MULTIPART,
    path: '/api/users',
  }),
  'a mutation over GraphQL': ({ id }) => ({
    body: JSON.stringify({
      query: `mutation { updateUser(id: "${id}", data: { name: "Changed" }) { id } }`,
    }),
    headers: JSON_BODY,
    path: '/api/graphql',
  }),
  'a PATCH over REST': ({ id }) => ({
    body: JSON.stringify({ name: 'Changed' }),
    headers: JSON_BODY,
    method: 'PATCH',
    path: `/api/users/${id}`,
  }),
  'a preference': () => ({
    body: inForm({ value: { sort: 'name' } }),
    headers: MULTIPART,
    path: '/api/payload-preferences/users-list',
  }),
  'an API key': () => ({
    body: inForm({ name: 'CRM' }),
    headers: MULTIPART,
    path: '/api/api-keys',
  }),
  'an action on many clients': ({ id }) => ({
    body: JSON.stringify({ ids: [id] }),
    headers: { 'content-type': 'text/plain' },
    path: '/api/users/mark-setup-live',
  }),
}

/** Each way in which somebody without a session asks for one. */
export const SIGN_INS: Record<string, Door> = {
  'a form to the login': ({ email }) => ({
    body: inForm({ email, password: PASSWORD }),
    headers: MULTIPART,
    path: '/api/users/login',
  }),
  'the login over GraphQL': ({ email }) => ({
    body: JSON.stringify({
      query: `mutation { loginUser(email: "${email}", password: "${PASSWORD}") { token } }`,
    }),
    headers: JSON_BODY,
    path: '/api/graphql',
  }),
  'the login over REST': ({ email }) => ({
    body: JSON.stringify({ email, password: PASSWORD }),
    headers: JSON_BODY,
    path: '/api/users/login',
  }),
  'the page to sign in': ({ email }) => ({
    body: new URLSearchParams({ email, password: PASSWORD }).toString(),
    headers: FORM,
    path: '/api/v1/portal/sign-in',
  }),
}

/** Each way in which somebody without a session asks for something else that is only for our pages. */
export const FORMS: Record<string, Door> = {
  'a form that asks for a link': ({ email }) => ({
    body: inForm({ email }),
    headers: MULTIPART,
    path: '/api/users/forgot-password',
  }),
  'a form that makes the first user': () => ({
    body: inForm({ email: 'first@evil.example', password: PASSWORD }),
    headers: MULTIPART,
    path: '/api/users/first-register',
  }),
  'a form that sets a password by a link': () => ({
    body: inForm({ password: 'another password of theirs', token: 'a-token' }),
    headers: MULTIPART,
    path: '/api/users/reset-password',
  }),
  'the page for a lost password': ({ email }) => ({
    body: new URLSearchParams({ email }).toString(),
    headers: FORM,
    path: '/api/v1/portal/password',
  }),
  'the page that sets a password': () => ({
    body: new URLSearchParams({
      password: 'another password of theirs',
      token: 'a-token',
    }).toString(),
    headers: FORM,
    path: '/api/v1/portal/password/set',
  }),
  'the page of then that sets a password': () => ({
    body: new URLSearchParams({ password: 'another password of theirs' }).toString(),
    headers: FORM,
    path: '/api/v1/password/a-token',
  }),
}

/** How the answer reads: over GraphQL a refusal is 200 with errors. */
export const isDone = ({ body, status }: Answered): boolean =>
  status < 400 && !body.includes('"errors":[{')

import { postAction } from '../../helpers/serverAction'
import type { Attacker, Door } from './doors'
import { readSlowly, sendSlowly } from './slowly'

/** What one has who attacks the pages: also somebody of the staff, whose browser may ask for much. */
export type PageAttacker = Attacker & {
  /** The id of the server function that every visitor gets to know. */
  action: string
  client: { cookie: string }
  /** The largest script of the pages. */
  script: string
  staff: { cookie: string }
}

type Headers = Record<string, string>

export type PageDoor = Omit<Door, 'one'> & {
  /** Whether Next says 500 to who may not do that: it has no other word for a refusal. */
  isRefusedBy500?: boolean
  one: (attacker: PageAttacker, n: number) => Promise<number>
}

const get = async (
  url: string,
  headers: Headers = {},
  redirect: 'follow' | 'manual' = 'manual',
): Promise<number> => {
  const response = await fetch(url, {
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...headers },
    redirect,
  })
  await response.arrayBuffer()
  return response.status
}

const act = async (
  { action, clientID, url }: PageAttacker,
  headers: Headers,
  name: string,
): Promise<number> => {
  const args = {
    collectionSlug: 'call-summaries',
    docPermissions: { fields: true, read: true, update: true },
    docPreferences: { fields: {} },
    id: clientID,
    operation: 'update',
    query: { limit: 100 },
    renderAllFields: true,
    schemaPath: 'call-summaries',
  }
  const body = JSON.stringify([{ args, name }])
  const { status } = await postAction({
    action,
    body,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    url,
  })
  return status
}

const RSC = { accept: '*/*', rsc: '1' }

/** Next first sends to an address that goes with the headers. */
const getPart = (url: string, headers: Headers = {}) => get(url, { ...RSC, ...headers }, 'follow')

const ODD = [
  '/_next/static/%2e%2e/%2e%2e/package.json',
  '/_next/static/..%2f..%2f.env',
  '/_next/static/%',
  '/_next/static/chunks/nothing.js',
  `/_next/static/${'a/'.repeat(2_000)}`,
  '/_next/data/x/admin.json',
  '/__nextjs_original-stack-frame?file=x',
]

const OWN_PAGES = ['/calls', '/to-do', '/figures', '/settings', '/settings/history', '/calls/none']

/** Each way in which strangers, clients or staff may ask for much of the pages, or ask slowly. */
export const PAGE_DOORS: PageDoor[] = [
  { atOnce: 80, name: 'the page to sign in', one: ({ url }) => get(`${url}/admin/login`) },
  {
    atOnce: 80,
    name: 'pages of the admin by nobody',
    one: ({ url }, n) => get(`${url}/admin/collections/users/${n}`),
  },
  {
    atOnce: 80,
    name: 'pages that are not there',
    one: ({ url }, n) => get(`${url}/nowhere/${n}`),
  },
  { atOnce: 80, name: 'the page where clients sign in', one: ({ url }) => get(`${url}/sign-in`) },
  {
    atOnce: 40,
    name: 'pages of the portal by a client',
    one: ({ client, url }, n) => get(url + (OWN_PAGES[n % OWN_PAGES.length] ?? ''), client),
  },
  {
    atOnce: 40,
    name: 'searches of the portal by a client',
    one: ({ client, url }, n) =>
      get(`${url}/calls?q=word${n}&from=2020-01-01&show=missed&outcome=x${n}`, client),
  },
  {
    atOnce: 40,
    name: 'questions for new calls',
    one: ({ client, url }) =>
      get(`${url}/api/v1/portal/new-calls?since=${new Date().toISOString()}`, client),
  },
  {
    atOnce: 40,
    name: 'pages of the admin by a client',
    one: ({ client, url }) => get(`${url}/admin/collections/call-summaries`, client),
  },
  {
    atOnce: 40,
    name: 'parts of pages by nobody',
    one: ({ url }, n) => getPart(`${url}/admin/login?_rsc=${n}`),
  },
  {
    atOnce: 40,
    isRefusedBy500: true,
    name: 'parts of pages with a broken state',
    one: ({ url }, n) =>
      getPart(`${url}/admin/login?_rsc=${n}`, { 'next-router-state-tree': '%5B%22' }),
  },
  {
    atOnce: 80,
    isRefusedBy500: true,
    name: 'server functions by nobody',
    one: (attacker) => act(attacker, {}, 'form-state'),
  },
  {
    atOnce: 40,
    isRefusedBy500: true,
    name: 'server functions by a client',
    one: (attacker) => act(attacker, attacker.client, 'render-list'),
  },
  {
    atOnce: 16,
    name: 'lists by server functions of staff',
    one: (attacker) => act(attacker, attacker.staff, 'render-list'),
  },
  {
    atOnce: 16,
    name: 'long lists of staff',
    one: ({ staff, url }) => get(`${url}/admin/collections/call-summaries?limit=100000`, staff),
  },
  { atOnce: 24, name: 'dashboards of staff', one: ({ staff, url }) => get(`${url}/admin`, staff) },
  {
    atOnce: 40,
    name: 'pictures made to measure',
    one: ({ url }, n) =>
      get(`${url}/_next/image?url=%2Fapi%2Fog%3Ftitle%3D${n}&w=3840&q=${n % 100}`),
  },
  {
    atOnce: 40,
    name: 'odd names of files',
    one: ({ url }, n) => get(url + (ODD[n % ODD.length] ?? '')),
  },
  { atOnce: 80, name: 'scripts', one: ({ script, url }) => get(url + script) },
  // A byte at a time.
  {
    atOnce: 60,
    name: 'scripts read slowly',
    one: ({ script, url }) => readSlowly(url, script),
  },
  {
    atOnce: 30,
    name: 'lists of staff read slowly',
    one: ({ staff, url }) =>
      readSlowly(url, '/admin/collections/call-summaries?limit=100', {
        ...staff,
        accept: 'text/html',
      }),
  },
  {
    atOnce: 30,
    name: 'exports read slowly',
    one: ({ headers, url }) => readSlowly(url, '/api/call-summaries/export?format=ndjson', headers),
  },
  {
    atOnce: 60,
    name: 'large lists read slowly',
    one: ({ headers, url }) => readSlowly(url, '/api/call-summaries?limit=100', headers),
  },
  {
    atOnce: 60,
    name: 'logins sent slowly',
    one: ({ url }) =>
      sendSlowly(url, '/api/users/login', {
        'content-length': '500',
        'content-type': 'application/json',
      }),
  },
  {
    atOnce: 60,
    name: 'endless bodies sent slowly',
    one: ({ url }) =>
      sendSlowly(url, '/api/graphql', {
        'content-type': 'application/json',
        'transfer-encoding': 'chunked',
      }),
  },
  {
    atOnce: 60,
    name: 'server functions sent slowly',
    one: ({ action, url }) =>
      sendSlowly(url, '/admin', {
        'content-length': '100000',
        'content-type': 'text/plain;charset=UTF-8',
        'next-action': action,
      }),
  },
]

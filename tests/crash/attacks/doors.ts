/** What an attacker has: an account of his own, with calls in it, and no account. */
export type Attacker = {
  clientID: string
  email: string
  headers: Record<string, string>
  password: string
  token: string
  url: string
}

export type Door = {
  atOnce: number
  name: string
  one: (attacker: Attacker, n: number) => Promise<number>
}

type Sent = { body?: unknown; headers?: Record<string, string>; method?: string }

/** Sends it from a connection that is read to its end. @returns the status */
const send = async (url: string, { body, headers = {}, method }: Sent = {}): Promise<number> => {
  const isForm = body instanceof URLSearchParams
  // Made before, so that making it does not keep the reports beside it waiting.
  const isText = typeof body === 'string'
  const response = await fetch(url, {
    headers: { ...(body && !isForm ? { 'content-type': 'application/json' } : {}), ...headers },
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    ...(body === undefined ? {} : { body: isForm || isText ? body : JSON.stringify(body) }),
  })
  await response.arrayBuffer()
  return response.status
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields)
const nobody = (n: number) => `nobody${n}@nowhere.example`
const wrong = 'not the password'

const aliases = (count: number, field: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `a${k}:${field(k)}`).join(' ')

const graphQL = ({ headers, url }: Attacker, query: string, isMine = true) =>
  send(`${url}/api/graphql`, { body: { query }, headers: isMine ? headers : {} })

const read = ({ headers, url }: Attacker, query: string) =>
  send(`${url}/api/call-summaries${query}`, { headers })

const likes = (field: string, count: number) =>
  Array.from({ length: count }, (_, n) => `where[or][${n}][${field}][like]=zz${n}`).join('&')

const reportText = (id: string, structuredData: object): string =>
  JSON.stringify({
    message: { analysis: { structuredData }, call: { id }, type: 'end-of-call-report' },
  })

const wide = (name: string, count: number) =>
  reportText('ID', Object.fromEntries(Array.from({ length: count }, (_, k) => [`${name}${k}`, k])))
const WIDE = ['a', 'b', 'c', 'd'].map((name) => wide(name, 100_000))
const NEARLY_LARGE = wide('k', 9_000)

/** Branches of fifty levels each, 1.5 MB of them. */
const DEEP = reportText(
  'ID',
  Object.fromEntries(
    Array.from({ length: 1_800 }, (_, n) => {
      let inner: unknown = { price: n }
      for (let level = 0; level < 50; level += 1) inner = { details: inner }
      return [`booking ${n}`, inner]
    }),
  ),
)

const LARGE = JSON.stringify({
  message: {
    call: { id: 'ID' },
    analysis: { summary: 'bearer a1 '.repeat(900_000) },
    type: 'end-of-call-report',
  },
})

/** What stands for an address that would be too long. */
const sendQuery = ({ headers, url }: Attacker, path: string, body: string) =>
  send(`${url}${path}`, {
    body,
    headers: {
      ...headers,
      'content-type': 'application/x-www-form-urlencoded',
      'x-payload-http-method-override': 'GET',
    },
    method: 'POST',
  })

// No more than the sender can encode without being late with the reports beside it.
const PAIRS = 'a=b&'.repeat(250_000)

const BOUNDARY = 'part-of-a-form'
const PARTS = `${`--${BOUNDARY}\r\ncontent-disposition: form-data; name="x"\r\n\r\n\r\n`.repeat(100_000)}--${BOUNDARY}--\r\n`

const sendParts = ({ url }: Attacker, path: string) =>
  send(`${url}${path}`, {
    body: PARTS,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  })

const FRAGMENTS = `{...F0}${Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query{...F${n + 1} ...F${n + 1}}`).join(' ')}fragment F40 on Query{__typename}`

/** A filter as GraphQL takes it, beside the document. */
const filterBy = (where: object): string =>
  JSON.stringify({
    query: 'query($where:CallSummary_where){CallSummaries(where:$where,limit:1){docs{id}}}',
    variables: { where },
  })

const LONG_FILTERS = [
  filterBy({ customerName: { like: 'a '.repeat(450_000) } }),
  filterBy({ OR: Array.from({ length: 25_000 }, () => ({ outcome: { equals: 'x' } })) }),
  filterBy({ vapiCallId: { in: Array.from({ length: 200_000 }, (_, n) => `${n}`.slice(-1)) } }),
]

const sendReport = ({ token, url }: Attacker, id: string, text = '') =>
  send(`${url}/api/v1/vapi/webhook/${token}`, { body: text.replace('"ID"', JSON.stringify(id)) })

/** So many sign-ins, or lost passwords, may stand in one request of GraphQL. */
const ACCOUNTS = 5

/** Each way in which a stranger or a client may ask for much, by what it makes the desk do. */
export const DOORS: Door[] = [
  // Transactions, mails and hashes that nobody has to sign in for.
  {
    atOnce: 80,
    name: 'links for lost passwords',
    one: ({ url }, n) => send(`${url}/api/users/forgot-password`, { body: { email: nobody(n) } }),
  },
  {
    atOnce: 80,
    name: 'the page for lost passwords',
    one: ({ url }, n) =>
      send(`${url}/api/v1/portal/password`, { body: form({ email: nobody(n) }) }),
  },
  {
    atOnce: 80,
    name: 'lost passwords by GraphQL',
    one: (attacker, n) =>
      graphQL(
        attacker,
        `mutation{${aliases(ACCOUNTS, (k) => `forgotPasswordUser(email:"${nobody(n * ACCOUNTS + k)}")`)}}`,
        false,
      ),
  },
  {
    atOnce: 80,
    name: 'logins of nobody',
    one: ({ url }, n) =>
      send(`${url}/api/users/login`, { body: { email: nobody(n), password: wrong } }),
  },
  {
    atOnce: 80,
    name: 'logins by GraphQL',
    one: (attacker, n) =>
      graphQL(
        attacker,
        `mutation{${aliases(ACCOUNTS, (k) => `loginUser(email:"${nobody(n * ACCOUNTS + k)}",password:"${wrong}"){token}`)}}`,
        false,
      ),
  },
  {
    atOnce: 80,
    name: 'the page to sign in',
    one: ({ email, url }) =>
      send(`${url}/api/v1/portal/sign-in`, { body: form({ email, password: wrong }) }),
  },
  {
    atOnce: 80,
    name: 'mails to sign in',
    one: ({ email, url }, n) =>
      send(`${url}/api/v1/portal/sign-in/ask`, {
        body: form({ email: n % 2 ? nobody(n) : email }),
      }),
  },
  {
    atOnce: 80,
    name: 'guessed digits',
    one: ({ url }, n) =>
      send(`${url}/api/v1/portal/sign-in/code`, {
        body: form({ digits: String(100_000 + (n % 900_000)) }),
      }),
  },
  {
    atOnce: 80,
    name: 'used-up links',
    one: ({ password, url }, n) =>
      send(`${url}/api/users/reset-password`, { body: { password, token: `x${n}` } }),
  },
  {
    atOnce: 80,
    name: 'the first user',
    one: ({ password, url }, n) =>
      send(`${url}/api/users/first-register`, { body: { email: nobody(n), password } }),
  },
  // What one account may write, all of it to one row.
  {
    atOnce: 24,
    name: 'right logins of one account',
    one: ({ email, password, url }) =>
      send(`${url}/api/users/login`, { body: { email, password } }),
  },
  {
    atOnce: 40,
    name: 'changes of one profile',
    one: ({ clientID, headers, url }, n) =>
      send(`${url}/api/users/${clientID}`, {
        body: { businessType: `x${n}` },
        headers,
        method: 'PATCH',
      }),
  },
  {
    atOnce: 40,
    name: 'changes of one profile by GraphQL',
    one: (attacker, n) =>
      graphQL(
        attacker,
        `mutation{${aliases(10, (k) => `updateUser(id:"${attacker.clientID}",data:{businessType:"x${n}-${k}"}){id}`)}}`,
      ),
  },
  {
    atOnce: 24,
    name: 'refused mutations by aliases',
    one: (attacker) =>
      graphQL(
        attacker,
        `mutation{${aliases(100, () => `deleteGroup(id:"${attacker.clientID}"){id}`)}}`,
      ),
  },
  {
    atOnce: 40,
    name: 'refreshed sessions',
    one: ({ headers, url }) => send(`${url}/api/users/refresh-token`, { headers, method: 'POST' }),
  },
  {
    atOnce: 40,
    name: 'new keys',
    one: ({ headers, url }, n) => send(`${url}/api/api-keys`, { body: { name: `k${n}` }, headers }),
  },
  // What one account may read.
  { atOnce: 40, name: 'lists', one: (attacker) => read(attacker, '?limit=100') },
  {
    atOnce: 40,
    name: 'changes',
    one: (attacker) => read(attacker, '?updatedSince=1970-01-01&limit=100'),
  },
  { atOnce: 40, name: 'exports', one: (attacker) => read(attacker, '/export?format=ndjson') },
  {
    atOnce: 24,
    name: 'filters over long texts',
    one: (attacker, n) => read(attacker, `?limit=100&where[transcript][like]=zz${n}%20qq%20a%20b`),
  },
  {
    atOnce: 24,
    name: 'sixty filters',
    one: (attacker) => read(attacker, `?${likes('transcript', 60)}`),
  },
  {
    atOnce: 24,
    name: 'sixty filters counted',
    one: (attacker) => read(attacker, `/count?${likes('summary', 60)}`),
  },
  {
    atOnce: 24,
    name: 'the last page',
    one: (attacker) => read(attacker, '?page=900&limit=100&sort=-customerName'),
  },
  {
    atOnce: 8,
    name: 'lists by aliases',
    one: (attacker) =>
      graphQL(
        attacker,
        `{${aliases(160, () => 'CallSummaries(limit:100,pagination:false){docs{summary transcript messages}}')}}`,
      ),
  },
  {
    atOnce: 24,
    name: 'filters by aliases',
    one: (attacker, n) =>
      graphQL(
        attacker,
        `{${aliases(300, (k) => `CallSummaries(limit:1,where:{transcript:{like:"x${n}y${k}"}}){docs{id}}`)}}`,
      ),
  },
  // What has to be parsed, whoever sends it.
  {
    atOnce: 8,
    name: 'large documents of GraphQL',
    one: (attacker) => graphQL(attacker, `{${'a '.repeat(2_000_000)}}`, false),
  },
  {
    atOnce: 8,
    name: 'large bodies',
    one: ({ url }) =>
      send(`${url}/api/users/login`, { body: { email: 'x'.repeat(4_000_000), password: wrong } }),
  },
  {
    atOnce: 40,
    name: 'the health, posted as a long address',
    one: (attacker) => sendQuery(attacker, '/api/health', PAIRS),
  },
  {
    atOnce: 8,
    name: 'lists, posted as a long address',
    one: (attacker) => sendQuery(attacker, '/api/call-summaries', PAIRS),
  },
  {
    atOnce: 8,
    name: 'forms of many parts',
    one: (attacker, n) =>
      sendParts(attacker, n % 2 ? '/api/v1/portal/password' : '/api/users/login'),
  },
  {
    atOnce: 8,
    name: 'fragments that name the next one twice',
    one: (attacker) => graphQL(attacker, FRAGMENTS, false),
  },
  {
    atOnce: 40,
    name: 'paths of slashes',
    one: ({ url }) => send(`${url}/api${'/'.repeat(15_000)}x`),
  },
  {
    atOnce: 8,
    name: 'filters as long as a body may be',
    one: ({ headers, url }, n) =>
      send(`${url}/api/graphql`, { body: LONG_FILTERS[n % LONG_FILTERS.length], headers }),
  },
  {
    atOnce: 8,
    name: 'permissions by aliases',
    one: (attacker, n) =>
      graphQL(
        attacker,
        n % 2
          ? `{${aliases(900, () => 'Access{canAccessAdmin}')}}`
          : `{${aliases(900, () => `docAccessUser(id:"${attacker.clientID}"){fields{name{read{permission}}}}`)}}`,
      ),
  },
  // Reports of his own: large ones, and such as have to be masked and read long.
  {
    atOnce: 8,
    name: 'large reports of another client',
    one: (attacker, n) => sendReport(attacker, `large-${n}`, LARGE),
  },
  {
    atOnce: 8,
    name: 'wide reports of another client',
    one: (attacker, n) => sendReport(attacker, `wide-${n}`, WIDE[0]),
  },
  {
    atOnce: 8,
    name: 'wide reports of one call of another client, each with other fields',
    one: (attacker, n) => sendReport(attacker, 'wide', WIDE[n % WIDE.length]),
  },
  {
    atOnce: 40,
    name: 'reports of another client, wide, but just small enough to be read at once',
    one: (attacker, n) => sendReport(attacker, `nearly-${n}`, NEARLY_LARGE),
  },
  {
    atOnce: 8,
    name: 'deep reports of another client',
    one: (attacker, n) => sendReport(attacker, `deep-${n}`, DEEP),
  },
  {
    atOnce: 40,
    name: 'small reports of one large call of another client',
    one: (attacker, n) =>
      sendReport(attacker, 'huge', n === 1 ? WIDE[0] : reportText('ID', { [`more ${n}`]: n })),
  },
  {
    atOnce: 40,
    name: 'the largest calls, one by one',
    one: (attacker) =>
      read(attacker, '?where[vapiCallId][equals]=wide&limit=1&select[structuredData]=true'),
  },
  {
    atOnce: 160,
    name: 'wide reports of nobody, each by a token of its own',
    one: ({ url }, n) =>
      send(`${url}/api/v1/vapi/webhook/nobody-has-this-token-${n}`, { body: NEARLY_LARGE }),
  },
  {
    atOnce: 40,
    name: 'reports of nobody',
    one: ({ url }, n) =>
      send(`${url}/api/v1/vapi/webhook/nobody-has-this-token-${n}`, { body: { message: {} } }),
  },
]

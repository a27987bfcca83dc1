import { stringify } from 'qs-esm'

/** Who sends the requests: the client with the most calls, or staff, who can see all calls. */
export const ROLES = ['client', 'staff'] as const
export type Role = (typeof ROLES)[number]

/** The kinds of requests. */
export const SHAPES = [
  'newest first',
  'date range',
  'outcome',
  'ended group',
  'caller phone',
  'search',
  'rare word',
  'one by id',
  'count',
] as const
export type Shape = (typeof SHAPES)[number]

/** What the requests are about. */
export type Subject = {
  /** The id of a call of that client. */
  call: string
  client: string
  from: string
  phone: string
  to: string
}

type Filter = Record<string, Record<string, string>>
type SQL = { text: string; values: string[] }
type Question = { filter: Filter; sort?: string; sql: SQL }

/** One request over REST and over GraphQL, with the statements that answer it. */
export type Request = {
  graphQL: string
  path: string
  statements: SQL[]
  /** For stock Payload, if the request has to differ. */
  stock?: { graphQL: string; path: string }
}

const COLUMNS = `id, summary, customer_name, customer_phone, outcome, service_name, price, currency,
  client_id, vapi_call_id, call_type, vapi_phone_number, started_at, ended_at, duration_seconds,
  ended_group, ended_reason, has_recording, reported_at, success_evaluation, created_at, updated_at`
const FIELDS = 'id startedAt customerName customerPhone outcome endedGroup summary'
const LIMIT = 10
const COUNTED_UP_TO = 3_000

const MINUTE_MS = 60_000
/** Ranges begin at most this many minutes after the first one: two weeks. */
const SHIFTS = 20_160

const shifted = (time: string, shift: number): string =>
  new Date(Date.parse(time) + (shift % SHIFTS) * MINUTE_MS).toISOString()

const questionOf = (shape: Shape, { from, phone, to }: Subject): Question => {
  switch (shape) {
    case 'caller phone':
      return {
        filter: { customerPhone: { equals: phone } },
        sql: { text: 'customer_phone = $1', values: [phone] },
      }
    case 'date range':
      return {
        filter: { startedAt: { greater_than_equal: from, less_than: to } },
        sort: '-startedAt',
        sql: { text: 'started_at >= $1 and started_at < $2', values: [from, to] },
      }
    case 'ended group':
      return {
        filter: { endedGroup: { equals: 'voicemail' } },
        sql: { text: "ended_group = 'voicemail'", values: [] },
      }
    case 'outcome':
      return {
        filter: { outcome: { equals: 'booked' } },
        sql: { text: 'outcome = $1', values: ['booked'] },
      }
    default:
      return { filter: {}, sql: { text: 'true', values: [] } }
  }
}

const scoped = ({ role, sql, subject }: { role: Role; sql: SQL; subject: Subject }): SQL =>
  role === 'staff'
    ? sql
    : {
        text: `${sql.text} and client_id = $${sql.values.length + 1}`,
        values: [...sql.values, subject.client],
      }

/** The body of a post: a fixed query with variables, as programs send it. */
const toGraphQL = (query: string, variables = {}): string => JSON.stringify({ query, variables })

type RequestOptions = {
  role: Role
  shape: Shape
  /** The number of minutes by which a range is moved. */
  shift?: number
  subject: Subject
}

/** A word in the summary of every fiftieth call, which stock Payload finds by `like`. */
export const SEARCHED = 'appointment'
/** A word in the summaries of two calls, at a third and two thirds of all calls. */
export const RARE = 'bassoon'

const searchRequest = ({ role, subject }: Omit<RequestOptions, 'shape'>, word: string): Request => {
  const { text, values } = scoped({
    role,
    sql: { text: 'summary ilike $1', values: [`%${word}%`] },
    subject,
  })
  const docs = `totalDocs docs { ${FIELDS} }`
  return {
    graphQL: toGraphQL(
      `query ($search: String) { CallSummaries(limit: ${LIMIT}, search: $search) { ${docs} } }`,
      { search: word },
    ),
    path: `/api/call-summaries?limit=${LIMIT}&search=${word}`,
    statements: [
      {
        text: `select ${COLUMNS} from call_summaries where ${text}
          order by reported_at desc, id desc, created_at desc limit ${LIMIT}`,
        values,
      },
    ],
    stock: {
      graphQL: toGraphQL(
        `query ($where: CallSummary_where) { CallSummaries(limit: ${LIMIT}, where: $where) { ${docs} } }`,
        { where: { summary: { like: word } } },
      ),
      path: `/api/call-summaries?limit=${LIMIT}&where[summary][like]=${word}`,
    },
  }
}

/** Builds a request for REST and GraphQL, and the SQL that answers it. */
export const requestOf = ({ role, shape, shift = 0, subject }: RequestOptions): Request => {
  const range = { from: shifted(subject.from, shift), to: shifted(subject.to, shift) }
  const { filter, sort, sql } = questionOf(shape, { ...subject, ...range })
  const { text, values } = scoped({ role, sql, subject })
  if (shape === 'search') return searchRequest({ role, subject }, SEARCHED)
  if (shape === 'rare word') return searchRequest({ role, subject }, RARE)
  if (shape === 'one by id') {
    const byID = scoped({ role, sql: { text: 'id = $1', values: [subject.call] }, subject })
    return {
      graphQL: toGraphQL(`query ($id: String!) { CallSummary(id: $id) { ${FIELDS} } }`, {
        id: subject.call,
      }),
      path: `/api/call-summaries/${subject.call}`,
      statements: [
        {
          text: `select ${COLUMNS}, messages, transcript, structured_data from call_summaries
            where ${byID.text}`,
          values: byID.values,
        },
      ],
    }
  }
  const count = {
    text: `select count(*) from (
      select 1 from call_summaries where ${text} limit ${COUNTED_UP_TO + 1}) found`,
    values,
  }
  if (shape === 'count') {
    return {
      graphQL: toGraphQL('{ countCallSummaries { totalDocs } }'),
      path: '/api/call-summaries/count',
      statements: [count],
    }
  }
  const order = `${sort === undefined ? 'reported_at' : 'started_at'} desc, id desc, created_at desc`
  const list = `select ${COLUMNS} from call_summaries where ${text} order by ${order} limit ${LIMIT}`
  const sorted = sort === undefined ? '' : `, sort: "${sort}"`
  return {
    graphQL: toGraphQL(
      `query ($where: CallSummary_where) { CallSummaries(limit: ${LIMIT}${sorted}, where: $where) {
        totalDocs docs { ${FIELDS} } } }`,
      { where: filter },
    ),
    path: `/api/call-summaries${stringify({ limit: LIMIT, sort, where: filter }, { addQueryPrefix: true })}`,
    statements: [{ text: list, values }, count],
  }
}

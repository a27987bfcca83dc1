import { createServer, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { ACCOUNT, idOf, numberOf, timesOf, WINDOW_DAYS } from './calls'

// Vapi's list of calls, computed for each page: a server with little to do, so that the desk is what is measured.
const env = z
  .object({
    CALLS: z.coerce.number(),
    KILOBYTES: z.coerce.number(),
    NOW: z.coerce.number(),
    PORT: z.coerce.number(),
  })
  .parse(process.env)
const times = timesOf({ calls: env.CALLS, now: env.NOW })
const SECOND_MS = 1_000
const DURATION_MS = 90 * SECOND_MS
const MAX_PAGE = 1_000
const transcript = 'AI: Good morning.\nUser: A table for two, please.\n'.repeat(
  Math.ceil((env.KILOBYTES * 1024) / 48),
)
const RETENTION = `Your subscription plan only covers the last ${WINDOW_DAYS} days of call history. This call exceeds your retention window.`

const iso = (time: number) => new Date(time).toISOString()

const callOf = (number: number): object => {
  const created = times.createdAt(number)
  return {
    analysis: { summary: 'Wants a table for two.' },
    artifact: { messages: [], transcript },
    assistantId: ACCOUNT.assistantID,
    cost: 0.2,
    createdAt: iso(created),
    customer: { number: '+390612345678' },
    endedAt: iso(created + DURATION_MS),
    endedReason: 'customer-ended-call',
    id: idOf(number),
    orgId: ACCOUNT.orgId,
    startedAt: iso(created + SECOND_MS),
    status: 'ended',
    type: 'inboundPhoneCall',
    updatedAt: iso(created + DURATION_MS + SECOND_MS),
  }
}

const pageOf = (query: URLSearchParams): object[] => {
  const time = (name: string, fallback: number) => {
    const value = query.get(name)
    return value === null ? fallback : Date.parse(value)
  }
  const limit = Math.min(Number(query.get('limit') ?? 100), MAX_PAGE)
  const first = times.firstUntil(time('createdAtLe', env.NOW))
  const oldest = Math.max(
    time('createdAtGe', Number.NEGATIVE_INFINITY),
    time('updatedAtGe', Number.NEGATIVE_INFINITY) - DURATION_MS - SECOND_MS,
  )
  const rows: object[] = []
  for (let number = first; number < env.CALLS && rows.length < limit; number += 1) {
    if (times.createdAt(number) < oldest) break
    rows.push(callOf(number))
  }
  return rows
}

/** While it is held, nothing is answered: the walk waits, and the desk has nothing to do for it. */
let isHeld = false
const held: (() => void)[] = []

const send = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const answer = (url: URL, response: ServerResponse) => {
  const { pathname, searchParams } = url
  const [, first, id] = pathname.split('/')
  if (first === 'call' && id !== undefined) return send(response, callOf(numberOf(id)))
  if (first === 'call') {
    const since = searchParams.get('createdAtGe')
    const isTooOld = since !== null && Date.parse(since) < env.NOW - WINDOW_DAYS * 86_400_000
    return isTooOld
      ? send(response, { error: 'Bad Request', message: RETENTION, statusCode: 400 }, 400)
      : send(response, pageOf(searchParams))
  }
  if (first === 'assistant') {
    return send(response, [{ id: ACCOUNT.assistantID, name: 'Bench', orgId: ACCOUNT.orgId }])
  }
  return send(response, [])
}

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (url.pathname === '/hold' || url.pathname === '/release') {
    isHeld = url.pathname === '/hold'
    if (!isHeld) for (const each of held.splice(0)) each()
    response.end()
  } else if (isHeld) held.push(() => answer(url, response))
  else answer(url, response)
}).listen(env.PORT, '127.0.0.1')

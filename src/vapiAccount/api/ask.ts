import { isJsonObject, type JsonValue } from '../../lib/json'
import { pause } from '../../lib/pause'
import { inTurn, PAUSE_MS, type TurnResult } from '../turn/inTurn'
import type { Answer, VapiProblem, VapiProblemKind } from './answer'
import type { Connection } from './connection'
import { type Ask, type Exchanged, exchange, MAX_REQUEST_MS } from './exchange'
import type { Keep } from './parsing/keep'
import { type Parsed, parse } from './parsing/parse'
import { problemOf, safeMessage } from './problem'

/** In milliseconds. */
const FIRST_RETRY_MS = 2_000
const MAX_TRIES = 5
const RATE_LIMITED_MS = 30_000
const MAX_RETRY_AFTER_MS = 10 * 60_000
const BLOCKED_MS = 15 * 60_000

/** A person does not wait longer than this for the turn and the answer, in milliseconds. */
const PERSON_TURN_MS = 30_000
const PERSON_REQUEST_MS = 20_000

export type AskOptions = {
  /** Asked in the turn, just before the request: false: it is not sent, and the answer is `stopped`. */
  before?: (() => Promise<boolean>) | undefined
  /** Vapi need not offer this: that it is not permitted says nothing about the account. */
  isOptional?: boolean
  /** Whether it may be sent again after a failure that says nothing. Default: for GET. */
  isRepeatable?: boolean
  keep?: Keep
  /** How often it is sent at most. Default: 5 times, and once if a person waits. */
  tries?: number
  withTexts?: boolean
}

const noAnswer = (kind: VapiProblemKind, message: string): { ok: false; problem: VapiProblem } => ({
  ok: false,
  problem: { kind, message },
})

export const STOPPED = noAnswer('stopped', 'The work was stopped.')
export const BUSY = noAnswer(
  'busy',
  'The account is busy, or Vapi asked the desk to wait. Try again in a few minutes.',
)
const TOO_LARGE = noAnswer('too_large', 'Vapi’s answer is larger than 64 MB.')
const NO_JSON = noAnswer('unreachable', 'Vapi’s answer is not whole.')
export const OTHER_ORG = noAnswer(
  // All work of the account has to end, as with a key that Vapi refuses.
  'key_refused',
  'The key is of another organisation than the one this account is connected to.',
)

/** All texts in a body: some are secrets, which an error may repeat. */
const textsIn = (value: JsonValue | undefined): string[] => {
  if (typeof value === 'string') return value.length < 8 ? [] : [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : []
}

const retryAfter = (headers: Headers): number => {
  const text = headers.get('retry-after')?.trim()
  if (!text) return RATE_LIMITED_MS
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  if (Number.isNaN(milliseconds)) return RATE_LIMITED_MS
  return Math.min(Math.max(milliseconds, PAUSE_MS), MAX_RETRY_AFTER_MS)
}

/** What a head of an answer means; null: it is a success. */
export const problemOfHead = (
  connection: Connection,
  { body }: Ask,
  { status, text }: { status: number; text: string },
): null | VapiProblem => {
  if (status >= 200 && status < 300) return null
  return problemOf({ secrets: [connection.key(), ...textsIn(body)], status, text })
}

/** How long nobody may ask the account after this. */
export const pauseAfter = (problem: null | VapiProblem, headers: Headers): number => {
  if (problem?.kind === 'rate_limited') return retryAfter(headers)
  return problem?.kind === 'blocked' ? BLOCKED_MS : PAUSE_MS
}

type Received = Extract<Exchanged, { kind: 'answer' }>
type Tried = Answer<Received>

const runOnce = async (connection: Connection, ask: Ask): Promise<TurnResult<Tried>> => {
  const { apiURL, isForPerson, key, signal } = connection
  const answer = await exchange({
    ask,
    milliseconds: isForPerson ? PERSON_REQUEST_MS : MAX_REQUEST_MS,
    signal,
    target: { apiURL, key: key() },
  })
  if (answer.kind === 'stopped') return { pauseFor: PAUSE_MS, value: STOPPED }
  if (answer.kind === 'too_large') return { pauseFor: PAUSE_MS, value: TOO_LARGE }
  if (answer.kind === 'failed') {
    const message = safeMessage(answer.why, [key()])
    return { pauseFor: PAUSE_MS, value: { ok: false, problem: { kind: 'unreachable', message } } }
  }
  const { bytes, headers, status } = answer
  const text = status < 300 ? '' : Buffer.from(bytes.subarray(0, 64 * 1024)).toString('utf8')
  const problem = problemOfHead(connection, ask, { status, text })
  const value: Tried = problem ? { ok: false, problem } : { ok: true, value: answer }
  return { pauseFor: pauseAfter(problem, headers), value }
}

/** What says something about the account, and not only about what was asked. */
const OF_THE_ACCOUNT: ReadonlySet<VapiProblemKind> = new Set([
  'blocked',
  'forbidden',
  'key_refused',
  'unpaid',
  'unreachable',
])
const OF_THE_DESK: ReadonlySet<VapiProblemKind> = new Set(['busy', 'rate_limited', 'stopped'])

const noteAnswer = async (
  connection: Connection,
  answer: Answer<unknown>,
  isOptional: boolean,
): Promise<void> => {
  if (answer.ok) return await connection.note(null)
  const { problem } = answer
  if (OF_THE_DESK.has(problem.kind)) return
  if (!OF_THE_ACCOUNT.has(problem.kind)) return await connection.note(null)
  if (isOptional && problem.kind === 'forbidden') return
  await connection.note(problem)
}

type InOneTurn<Value> = (run: () => Promise<TurnResult<Answer<Value>>>) => Promise<Answer<Value>>

const turnOf =
  <Value>({ accountID, isForPerson, pool, signal }: Connection): InOneTurn<Value> =>
  async (run) => {
    const turn = await inTurn({
      accountID,
      isForPerson,
      pool,
      run,
      signal,
      ...(isForPerson && { maxWait: PERSON_TURN_MS }),
    })
    if (turn.kind === 'done') return turn.value
    return turn.kind === 'busy' ? BUSY : STOPPED
  }

/** Takes the account's turn for one try, and notes how it went. @throws any database error */
export const tryOnce = async <Value>(
  connection: Connection,
  run: () => Promise<TurnResult<Answer<Value>>>,
  { isOptional = false }: AskOptions = {},
): Promise<Answer<Value>> => {
  const answer = await turnOf<Value>(connection)(run)
  await noteAnswer(connection, answer, isOptional)
  return answer
}

const mayRetry = ({ kind }: VapiProblem, isRepeatable: boolean): boolean =>
  // A request that was one too many was not done, whatever it was.
  kind === 'rate_limited' || (isRepeatable && kind === 'unreachable')

/**
 * Sends a request in the account's turn and parses its answer. What failed in passing is sent again, five times in
 * all from 2 s on; a person waits for one try only. A server that is gone is noted when the last try failed.
 * @throws any database error
 */
export const ask = async (
  connection: Connection,
  request: Ask,
  options: AskOptions = {},
): Promise<Answer<Parsed>> => {
  const { isOptional = false, isRepeatable = request.method === 'GET', withTexts = false } = options
  const tries = options.tries ?? (connection.isForPerson ? 1 : MAX_TRIES)
  let answer: Answer<Parsed> = STOPPED
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const sent = await turnOf<Received>(connection)(async () =>
      (await options.before?.()) === false
        ? { pauseFor: 0, value: STOPPED }
        : await runOnce(connection, request),
    )
    // The turn of a retry that did not come says less than the try before it.
    const said = !sent.ok && sent.problem.kind === 'busy' && attempt > 1
    if (said) break
    answer = sent.ok ? await parsed(sent.value, options.keep ?? 'whole', withTexts) : sent
    if (answer.ok || attempt === tries || !mayRetry(answer.problem, isRepeatable)) break
    await pause(FIRST_RETRY_MS * 2 ** (attempt - 1), connection.signal)
    if (connection.signal.aborted) return STOPPED
  }
  await noteAnswer(connection, answer, isOptional)
  return answer
}

const parsed = async (
  { bytes }: Received,
  keep: Keep,
  withTexts: boolean,
): Promise<Answer<Parsed>> => {
  // DELETE may be answered with nothing.
  if (bytes.byteLength === 0) return { ok: true, value: { texts: [], value: null } }
  const value = await parse({ bytes, keep, withTexts })
  return value ? { ok: true, value } : NO_JSON
}

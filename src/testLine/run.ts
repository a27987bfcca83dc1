import { randomUUID } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import type { Payload } from 'payload'
import { readStoredTest, readToken } from '../database/testCalls'
import { readGuard } from '../ingest/guards'
import { tokenIndex } from '../ingest/tokenIndex'
import { proofHeaders } from '../sender/prove'
import type { Sender } from '../sender/settings'
import type { OwnSocket } from '../server/http/ownSocket'
import { TEST_CALL_PREFIX } from '../vapi/testCall'
import { testReport } from '../vapi/testReport'
import { hostOf, isLocalURL, isPrivateAddress, type Line, lineOf, portOf } from './address'
import { findAddresses, openSocket, secure } from './connect'
import { exchange } from './exchange'
import { answerFailure, certificateFailure, connectionFailure, nameFailure } from './failures'
import { FINDINGS, type Finding, type State, type Step, stepOf } from './findings'
import { judge } from './verdict'

/** All steps together; Vapi itself waits for 20 s by default. */
const PATIENCE_MS = 10_000
const DAY_MS = 24 * 60 * 60 * 1000
const EXPIRES_SOON_DAYS = 14

/** A step that was tried. */
export type TriedStep = Finding & { ms: number; state: State; step: Step }

/** What came of a test. `callID` is null when nothing was posted. */
export type TestResult = {
  callID: null | string
  callSummary: null | string
  ms: number
  passed: boolean
}

type Test = {
  clientID: string
  origin: string | undefined
  own: OwnSocket | undefined
  payload: Payload
}

/** What one step found, and what the next ones need of it. */
type Found<Result> = { finding: Finding; result?: Result }

/** What a socket says of its end when the time is over depends on where it stood. */
const reasonOf = (error: unknown, signal: AbortSignal): unknown =>
  signal.aborted ? signal.reason : error

const readLine = async ({ clientID, origin, own, payload }: Test) => {
  const token = await readToken(payload, clientID)
  if (token === null) return { finding: { code: 'addressNoToken' } } satisfies Found<never>
  const { routes, serverURL } = payload.config
  const line = lineOf({ api: routes.api, origin, own, serverURL, token })
  if (!line) return { finding: { code: 'addressNone' } } satisfies Found<never>
  const key = tokenIndex({ secret: payload.secret, token })
  const guard = await readGuard({ deadline: Date.now() + PATIENCE_MS, key, payload })
  const finding: Finding = {
    code: line.direct ? 'addressDirect' : 'addressPublic',
    values: { where: line.url.origin },
  }
  return { finding, result: { line, sender: guard?.sender ?? null } }
}

const findName = async ({ direct, url }: Line, signal: AbortSignal): Promise<Found<string[]>> => {
  if (direct) return { finding: { code: 'nameSkipped' }, result: [direct.host] }
  const name = hostOf(url)
  try {
    const addresses = isIP(name) === 0 ? await findAddresses(name, signal) : [name]
    const values = { addresses: addresses.join(', '), name }
    if (isLocalURL(url) || addresses.every(isPrivateAddress)) {
      return { finding: { code: 'namePrivate', values }, result: addresses }
    }
    const code = isIP(name) === 0 ? 'nameFound' : 'nameLiteral'
    return { finding: { code, values }, result: addresses }
  } catch (error) {
    return { finding: nameFailure(reasonOf(error, signal), name) }
  }
}

const open = async (
  { direct, url }: Line,
  hosts: readonly string[],
  signal: AbortSignal,
): Promise<Found<Socket>> => {
  const port = direct?.port ?? portOf(url)
  try {
    const { host, socket } = await openSocket({ hosts, port, signal })
    return {
      finding: { code: 'connectionOpen', values: { host, port } },
      result: socket,
    }
  } catch (error) {
    return { finding: connectionFailure(reasonOf(error, signal), { host: hosts.join(', '), port }) }
  }
}

const secureLine = async (
  { direct, url }: Line,
  socket: Socket,
  signal: AbortSignal,
): Promise<Found<Socket>> => {
  if (direct) return { finding: { code: 'certificateSkipped' }, result: socket }
  if (url.protocol === 'http:') return { finding: { code: 'certificateNone' }, result: socket }
  const name = hostOf(url)
  try {
    const { socket: secured, until } = await secure(socket, name)
    const days = Math.floor((until.getTime() - Date.now()) / DAY_MS)
    const code = days < EXPIRES_SOON_DAYS ? 'certificateExpiring' : 'certificateValid'
    return { finding: { code, values: { days, name } }, result: secured }
  } catch (error) {
    return { finding: certificateFailure(reasonOf(error, signal), name) }
  }
}

type Posting = {
  callID: string
  line: Line
  sender: null | Sender
  signal: AbortSignal
  socket: Socket
}

const post = async ({ callID, line, sender, signal, socket }: Posting): Promise<Finding> => {
  const { url } = line
  const now = new Date()
  const body = JSON.stringify(testReport({ callID, now }))
  try {
    const headers = proofHeaders(sender, { body, now, url: url.href })
    return judge(await exchange({ body, headers, signal, socket, url }), url)
  } catch (error) {
    return answerFailure(reasonOf(error, signal))
  }
}

const findCall = async ({ clientID, payload }: Test, callID: string): Promise<Found<string>> => {
  const { pool } = payload.db
  const stored = await readStoredTest({ callID, clientID, pool }).catch(() => undefined)
  if (stored === undefined) return { finding: { code: 'callUnread' } }
  if (stored === null) return { finding: { code: 'callElsewhere' } }
  const { deliveries, id, wrong } = stored
  if (wrong.length > 0) {
    return { finding: { code: 'callIncomplete', values: { fields: wrong.join(', ') } }, result: id }
  }
  if (deliveries > 1)
    return { finding: { code: 'callRepeated', values: { times: deliveries } }, result: id }
  return { finding: { code: 'callStored' }, result: id }
}

/**
 * Tests a client's line: posts a report as Vapi does, by the address that Vapi is given, and tells each
 * step once it is over. Ends at the first that fails. Who may test has been decided by whoever asks.
 */
export async function* testLine(test: Test): AsyncGenerator<TriedStep, TestResult, void> {
  const begin = performance.now()
  const signal = AbortSignal.timeout(PATIENCE_MS)
  let since = begin
  let passed = true
  const tried = ({ code, values }: Finding): TriedStep => {
    const now = performance.now()
    const ms = Math.round(now - since)
    since = now
    const state = FINDINGS[code]
    if (state === 'failed') passed = false
    return { code, ms, state, step: stepOf(code), ...(values ? { values } : {}) }
  }
  let callID: null | string = null
  let callSummary: null | string = null
  let socket: Socket | undefined
  const result = (): TestResult => ({
    callID,
    callSummary,
    ms: Math.round(performance.now() - begin),
    passed,
  })

  try {
    const read = await readLine(test)
    yield tried(read.finding)
    if (!read.result) return result()
    const { line, sender } = read.result

    const name = await findName(line, signal)
    yield tried(name.finding)
    if (!name.result) return result()

    const opened = await open(line, name.result, signal)
    socket = opened.result
    yield tried(opened.finding)
    if (!socket) return result()

    const secured = await secureLine(line, socket, signal)
    yield tried(secured.finding)
    if (!secured.result) return result()

    callID = `${TEST_CALL_PREFIX}${randomUUID()}`
    const answer = await post({ callID, line, sender, signal, socket: secured.result })
    yield tried(answer)
    if (FINDINGS[answer.code] === 'failed') return result()

    const call = await findCall(test, callID)
    callSummary = call.result ?? null
    yield tried(call.finding)
    return result()
  } finally {
    socket?.destroy()
  }
}

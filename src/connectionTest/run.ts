/**
 * Tests a client's connection as Vapi would use it: the network, the answer, the stored call.
 * @module
 */

import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { TEST_CALL_PREFIX } from '../vapi/testCall'
import { findCall, resolveTarget, type Test } from './deskSteps'
import { FINDINGS, type Finding, type State, type Step, stepOf } from './findings'
import { findName, open, post, secureConnection } from './networkSteps'

/** The limit for all network steps together. Vapi itself waits for 20 s by default. */
const NETWORK_TIMEOUT_MS = 10_000

/** A step that was tried. */
export type TriedStep = Finding & { ms: number; state: State; step: Step }

/**
 * The result of a test. `callID` is null if nothing was posted; `callSummary` is the ID of the stored
 * call.
 */
export type TestResult = {
  callID: null | string
  callSummary: null | string
  ms: number
  passed: boolean
}

/**
 * Tests a client's connection: posts a report like Vapi does, to the URL that Vapi is given. Yields
 * each step when it is finished, and ends at the first one that fails. It checks no access: the caller
 * must have done so.
 * @returns the result, as the generator's return value
 */
export async function* testConnection(test: Test): AsyncGenerator<TriedStep, TestResult, void> {
  const begin = performance.now()
  const signal = AbortSignal.timeout(NETWORK_TIMEOUT_MS)
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
    const read = await resolveTarget(test)
    yield tried(read.finding)
    if (!read.result) return result()
    const { target, sender } = read.result

    const name = await findName(target, signal)
    yield tried(name.finding)
    if (!name.result) return result()

    const opened = await open(target, name.result, signal)
    socket = opened.result
    yield tried(opened.finding)
    if (!socket) return result()

    const secured = await secureConnection(target, socket, signal)
    yield tried(secured.finding)
    if (!secured.result) return result()

    callID = `${TEST_CALL_PREFIX}${randomUUID()}`
    const answer = await post({ callID, target, sender, signal, socket: secured.result })
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

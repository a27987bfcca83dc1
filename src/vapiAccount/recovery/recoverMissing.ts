import type { Payload } from 'payload'
import type { VapiProblem } from '../api/answer'
import type { Connection } from '../api/connection'
import { nextMissing } from './fills'
import { recoverCall, recoveryContext } from './recoverCall'

/** A fetched call may be several megabytes: only their ids are held. */
const BATCH = 50

type RecoverMissing = {
  connection: Connection
  /** How many calls this run may fetch; the next one goes on. */
  maxCalls: number
  payload: Payload
}

/**
 * Fetches the missing calls of an account that are due, the newest first.
 * @returns how many were tried; `problem`: why the account has to rest before the next run
 */
export const recoverMissing = async ({
  connection,
  maxCalls,
  payload,
}: RecoverMissing): Promise<{ problem: null | VapiProblem; tried: number }> => {
  const { accountID, pool, signal } = connection
  const context = recoveryContext({ connection, payload })
  const done = new Set<string>()
  while (done.size < maxCalls && !signal.aborted) {
    const next = await nextMissing({
      accountID,
      count: Math.min(BATCH, maxCalls - done.size),
      pool,
    })
    // One that was tried and is still due would be tried without end.
    const calls = next.filter(({ callID }) => !done.has(callID))
    if (calls.length === 0) break
    for (const call of calls) {
      if (signal.aborted) break
      done.add(call.callID)
      const recovered = await recoverCall({ ...call, connection, context, payload })
      if (recovered.kind === 'rest') return { problem: recovered.problem, tried: done.size }
    }
  }
  return { problem: null, tried: done.size }
}

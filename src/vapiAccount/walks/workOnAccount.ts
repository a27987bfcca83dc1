import type { Payload } from 'payload'
import { connectionOf } from '../accounts/connect'
import type { VapiProblem, VapiProblemKind } from '../api/answer'
import type { Connection } from '../api/connection'
import { learnRetention } from '../api/retention'
import { readLate } from '../recovery/readLate'
import { recoverMissing } from '../recovery/recoverMissing'
import { takeWalkLease } from './lease'
import { reattribute } from './reattribute'
import { reclassify } from './reclassify'
import { walkCalls } from './walk'
import { createWalks, restAccount } from './walks'

/**
 * Requests of one run. What is left is done by the next, after other accounts: a first walk over all calls takes many
 * minutes, and fresh calls are not to wait for it.
 */
const MOST = { calls: 100, fresh: 100, late: 50, whole: 200 } as const

/** How long an account rests after a problem, in seconds. The walks are not tried before. */
const REST_SECONDS: Partial<Record<VapiProblemKind, number>> = {
  blocked: 15 * 60,
  busy: 30,
  forbidden: 10 * 60,
  // The account is left alone until it has another key.
  key_refused: 0,
  rate_limited: 30,
  unpaid: 10 * 60,
}
const USUAL_REST_SECONDS = 2 * 60
/** No key that can be read: it was encrypted under another secret. */
const NO_KEY_SECONDS = 60

export type AccountWork = { accountID: string; payload: Payload; signal: AbortSignal }

/** What came of a run: `busy`: another process is at it. `nothing`: the account cannot be used. */
export type AccountWorked = 'busy' | 'nothing' | 'worked'

type Part = { connection: Connection; lease: string; payload: Payload }

/** The parts of a run, in their order. @returns why the account has to rest; null: it need not */
const workInTurn = async ({ connection, lease, payload }: Part): Promise<null | VapiProblem> => {
  const { accountID, pool, signal } = connection
  const learned = await learnRetention(connection)
  if (!learned.ok) return learned.problem
  const known = { ...connection, retentionDays: learned.value }
  for (const kind of ['fresh', 'whole'] as const) {
    if (signal.aborted) return null
    const walked = await walkCalls({
      connection: known,
      kind,
      lease,
      maxRequests: MOST[kind],
      payload,
    })
    if (walked?.problem) return walked.problem
  }
  await reattribute({ connection: known, lease, payload })
  await reclassify({ accountID, pool, signal })
  if (signal.aborted) return null
  const { problem } = await recoverMissing({ connection: known, maxCalls: MOST.calls, payload })
  if (problem || signal.aborted) return problem
  return await readLate({ connection: known, maxCalls: MOST.late, payload })
}

/**
 * Does what is due for an account's calls: walks over them, their states, fetching those that are missing, and what others say
 * later. One process
 * does it at a time. It is done in parts, each of which can end with its process and be continued by another one.
 * @throws any database error; then another run continues
 */
export const workOnAccount = async ({
  accountID,
  payload,
  signal,
}: AccountWork): Promise<AccountWorked> => {
  const { pool } = payload.db
  await createWalks({ accountID, pool })
  const lease = await takeWalkLease({ accountID, pool, signal })
  if (!lease) return 'busy'
  try {
    const connection = await connectionOf(payload, accountID, { signal: lease.signal })
    if (!connection) {
      await restAccount({ accountID, pool, problem: 'key_refused', seconds: NO_KEY_SECONDS })
      return 'nothing'
    }
    const problem = await workInTurn({ connection, lease: lease.id, payload })
    // Stopped, or another process has the lease: whoever is next goes on.
    if (problem && problem.kind !== 'stopped') {
      const seconds = REST_SECONDS[problem.kind] ?? USUAL_REST_SECONDS
      await restAccount({ accountID, pool, problem: problem.kind, seconds })
    }
    return 'worked'
  } finally {
    await lease.end()
  }
}

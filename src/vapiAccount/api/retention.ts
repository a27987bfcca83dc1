import { DAY_MS } from '../../lib/time/units'
import type { Answer } from './answer'
import { listCalls } from './calls'
import type { Connection } from './connection'

/** Vapi's shortest window, for the case that its text names none. */
const DEFAULT_DAYS = 14

/** Further back than any plan is known to reach. */
const FAR_BACK_DAYS = 400

/** How long the answer counts. */
const KNOWN_DAYS = 7

/**
 * For how many days Vapi keeps the account's calls: asked once a week, and written down.
 * @returns null: Vapi names no limit
 * @throws any database error
 */
export const learnRetention = async (connection: Connection): Promise<Answer<null | number>> => {
  const { retentionDays, retentionLearnedAt } = connection
  const now = Date.now()
  if (retentionLearnedAt && now - retentionLearnedAt.getTime() < KNOWN_DAYS * DAY_MS) {
    return { ok: true, value: retentionDays }
  }
  const createdAtGe = new Date(now - FAR_BACK_DAYS * DAY_MS)
  const answer = await listCalls(connection, { createdAtGe, limit: 1 })
  if (!answer.ok && answer.problem.kind !== 'retention') return answer
  const days = answer.ok ? null : (answer.problem.days ?? DEFAULT_DAYS)
  await connection.keepRetention(days)
  return { ok: true, value: days }
}

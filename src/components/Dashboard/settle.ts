import type { PayloadRequest } from 'payload'
import { TooLate } from '../../database/connection/readInTime'
import { errorCode } from '../../lib/errorCode'
import type { DeskKey } from '../../translations/keys'

/** What came of asking: the answer, or what to say of its absence. */
type Settled<T> = { problem: DeskKey } | { value: T }

// SQLSTATE of a statement that took too long, and of one that waited for a lock.
const LATE = new Set(['55P03', '57014'])
const AWAY = /^(08|53|57P|ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE)/
// What pg says without a code.
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client )/

const problemOf = (error: unknown): DeskKey => {
  const code = errorCode(error) ?? ''
  if (error instanceof TooLate || LATE.has(code)) return 'desk:figuresLate'
  const isAway = AWAY.test(code) || (error instanceof Error && LOST.test(error.message))
  return isAway ? 'desk:figuresAway' : 'desk:figuresFailed'
}

/** Waits for figures; a failure is told in a word, so that it ends none but these. */
export const settle = async <T>(
  figures: () => Promise<T>,
  { payload }: Pick<PayloadRequest, 'payload'>,
): Promise<Settled<T>> => {
  try {
    return { value: await figures() }
  } catch (error) {
    const problem = problemOf(error)
    // Its message may hold what was asked for.
    payload.logger.error({ code: errorCode(error), msg: `Figures: ${problem}` })
    return { problem }
  }
}

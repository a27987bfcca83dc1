import type { PayloadRequest } from 'payload'
import { TooLate } from '../../database/connection/readInTime'
import { errorCode } from '../../lib/errorCode'
import type { DeskKey } from '../../translations/keys'

/** The figures, or the key of a message that says why there are none. */
type Settled<T> = { problem: DeskKey } | { value: T }

// SQLSTATE of a lock timeout and of a statement timeout.
const LATE = new Set(['55P03', '57014'])
const AWAY = /^(08|53|57P|ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE)/
// Errors of pg without a code.
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client )/

const problemOf = (error: unknown): DeskKey => {
  const code = errorCode(error) ?? ''
  if (error instanceof TooLate || LATE.has(code)) return 'desk:figuresLate'
  const isAway = AWAY.test(code) || (error instanceof Error && LOST.test(error.message))
  return isAway ? 'desk:figuresAway' : 'desk:figuresFailed'
}

/** Waits for figures and never rejects, so that a failure only affects its own widget. */
export const settle = async <T>(
  figures: () => Promise<T>,
  { payload }: Pick<PayloadRequest, 'payload'>,
): Promise<Settled<T>> => {
  try {
    return { value: await figures() }
  } catch (error) {
    const problem = problemOf(error)
    // Only the code: the message may contain query parameters.
    payload.logger.error({ code: errorCode(error), msg: `Figures: ${problem}` })
    return { problem }
  }
}

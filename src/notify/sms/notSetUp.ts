import type { Pool } from 'pg'
import type { Outcome } from '../../outbox/outcome'
import { retryUnsent } from '../queue'

const PROBLEM = 'SMS is not set up.'

/** The outcome of text messages while no provider is set up. */
export const NOT_SET_UP: Outcome = { kind: 'not_needed', problem: PROBLEM }

/**
 * Queues text messages again that were not sent because no provider was set up. Call it when there is one.
 * @returns how many
 */
export const sendUnsent = (pool: Pool): Promise<number> =>
  retryUnsent(pool, { channel: 'sms', problem: PROBLEM })

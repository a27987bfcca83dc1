import type { Pool } from 'pg'
import type { Outcome } from '../outcome'
import { retryUnsent } from '../queue'

const PROBLEM = 'SMS is not set up.'

/** As long as no provider is set up. */
export const NOT_SET_UP: Outcome = { kind: 'not_needed', problem: PROBLEM }

/** Has text messages sent that were not for want of a provider, now that there is one. @returns how many */
export const sendUnsent = (pool: Pool): Promise<number> =>
  retryUnsent(pool, { channel: 'sms', problem: PROBLEM })

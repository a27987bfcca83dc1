import type { Payload } from 'payload'
import { inBackground } from '../../request/inBackground'
import { continueRuns, isLooped } from './workOnRuns'

const start = inBackground({
  failed: 'A run at Vapi stopped half-way',
  name: 'vapiRunsInBackground',
  work: (payload) => continueRuns({ payload, signal: new AbortController().signal }),
})

/**
 * Works on runs in the background where no loop does it: under plain `next start` and on serverless hosts. After an
 * error, whoever looks at the run next tries again.
 */
export const runInBackground = (payload: Payload): void => {
  if (!isLooped(payload.db.pool)) start(payload)
}

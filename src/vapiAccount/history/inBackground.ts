import { inBackground } from '../../request/inBackground'
import { workOnHistory } from './workOnHistory'

/**
 * Works on imports of past calls beside the loop: without waiting for it, and where there is none, as under plain
 * `next start`. After an error, whoever looks at the run next tries again.
 */
export const historyInBackground = inBackground({
  failed: 'Importing past calls failed',
  name: 'vapiHistoriesInBackground',
  work: (payload) => workOnHistory({ payload, signal: new AbortController().signal }),
})

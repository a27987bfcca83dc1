import type { Pool } from 'pg'
import { DatabaseTooSlow, withDeadline } from '../../database/connection/deadline'

/** After this time without a result, a probe asks whether the database answers at all. */
const SILENT_MS = 6_000
const PROBE_MS = 2_000

/**
 * Waits for a result as long as the database answers probes. Without them a hanging database, which
 * returns neither a result nor an error, would be waited for forever.
 * @throws {DatabaseTooSlow} if a probe gets no answer
 */
export const answerInTime = <Result>(
  work: Promise<Result>,
  pool: () => Promise<Pool>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    let isOver = false
    const probe = async () => {
      try {
        const database = withDeadline(await pool(), Date.now() + PROBE_MS)
        await database.query({ text: 'select 1', values: [] })
        if (!isOver) timer.refresh()
      } catch {
        reject(new DatabaseTooSlow('The database does not answer'))
      }
    }
    const timer = setTimeout(() => void probe(), SILENT_MS)
    const end = () => {
      isOver = true
      clearTimeout(timer)
    }
    work.then(resolve, reject).then(end, end)
  })

import type { Pool } from 'pg'
import { DatabaseTooSlow, withDeadline } from '../../database/connection/deadline'

/** After so long one asks whether the database answers at all. */
const SILENT_MS = 6_000
const PROBE_MS = 2_000

/**
 * An answer that is waited for as long as the database answers others: a database that hangs gives
 * neither a result nor an error.
 * @throws {DatabaseTooSlow} when it answers nobody any more
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
        reject(new DatabaseTooSlow('The database answers nobody'))
      }
    }
    const timer = setTimeout(() => void probe(), SILENT_MS)
    const end = () => {
      isOver = true
      clearTimeout(timer)
    }
    work.then(resolve, reject).then(end, end)
  })

import type { Pool } from 'pg'
import { startLoop } from '../../lib/startLoop'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/time/units'
import type { Settings } from '../../settings/settings'
import { hasSpare, oldFiles } from '../store/diskStore'
import { keptIn, recordingsFolder } from '../store/storeOf'
import { checkRoom } from './checkRoom'
import { noteOrphans, removeLeftovers } from './removeLeftovers'
import { removeOld } from './removeOld'

type RecordingsLoop = {
  onDeleted: (count: number) => void
  onError: (error: unknown) => void
  pool: Pool
  settings: Settings
}

/**
 * Starts deleting recordings: each minute the files of those that are gone, each hour those that were kept long enough.
 * @returns stops it
 */
export const startRecordingsLoop = ({
  onDeleted,
  onError,
  pool,
  settings,
}: RecordingsLoop): (() => Promise<void>) => {
  const folder = recordingsFolder(settings)
  const stopFiles = startLoop({
    every: MINUTE_MS,
    first: MINUTE_MS,
    onError,
    run: (signal) =>
      removeLeftovers({ onError, pool, signal, storeFor: (kind) => keptIn(kind, settings) }),
    spread: 0.2,
  })
  const stopRows = startLoop({
    every: HOUR_MS,
    first: 2 * MINUTE_MS,
    onError,
    run: async (signal) => {
      const deleted = await removeOld({ days: settings.RECORDING_RETENTION_DAYS, pool, signal })
      if (deleted > 0) onDeleted(deleted)
      await checkRoom({
        hasSpare: () => hasSpare(folder),
        maxBytes: settings.RECORDINGS_MAX_BYTES,
        pool,
      })
      await noteOrphans({ files: oldFiles(folder, Date.now() - DAY_MS), pool, signal })
    },
    spread: 0.2,
  })
  return async () => {
    await Promise.all([stopFiles(), stopRows()])
  }
}

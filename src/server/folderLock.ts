import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { takeLock } from './cli/socketLock.mjs'
import { StartError } from './startError'

/**
 * Locks the data folder for this process. The lock is named after the folder's device and inode, so that
 * all paths to it share one lock, and the same path in another container does not.
 * @throws {StartError} if another desk uses it
 * @returns a function that releases the lock
 */
export const lockFolder = async ({ folder }: { folder: string }): Promise<() => Promise<void>> => {
  const { dev, ino } = await stat(folder, { bigint: true })
  const key = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)
  const unlock = await takeLock({ name: `vapi-desk-${key}` })
  if (unlock) return unlock
  throw new StartError(
    `The data folder ${folder} is in use by another desk. Stop it, or give this desk its own DATA_DIR.`,
  )
}

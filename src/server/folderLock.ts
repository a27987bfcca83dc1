import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { takeLock } from './cli/socketLock.mjs'
import { StartError } from './startError'

/**
 * Takes the data folder for this process. Device and inode name it, so that every path to it meets
 * the same lock, and the same path in another container does not.
 * @throws {StartError} when another desk has it
 * @returns a function that gives it back
 */
export const lockFolder = async ({ folder }: { folder: string }): Promise<() => Promise<void>> => {
  const { dev, ino } = await stat(folder, { bigint: true })
  const key = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)
  const unlock = await takeLock({ name: `vapi-desk-${key}` })
  if (unlock) return unlock
  throw new StartError(
    `The data folder ${folder} is in use by another desk. Stop that one, or give this one its own DATA_DIR.`,
  )
}

import { randomBytes } from 'node:crypto'
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../lib/errorCode'
import { StartError } from './startError'

/**
 * Creates the data folder if it is missing.
 * @returns its real path, the same for every path that leads to it
 * @throws {StartError} if it cannot be used
 */
export const openDataFolder = async ({ path }: { path: string }): Promise<string> => {
  try {
    await mkdir(path, { recursive: true })
    return await realpath(path)
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${path} cannot be used: ${errorCode(error) ?? 'unknown error'}. Choose another folder or change its owner.`,
    )
  }
}

/** Reads a file of the data folder. Returns undefined if there is none yet. */
export const readDataFile = async ({
  folder,
  name,
}: {
  folder: string
  name: string
}): Promise<string | undefined> => {
  try {
    return await readFile(join(folder, name), 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw new StartError(
      `${join(folder, name)} cannot be read: ${errorCode(error) ?? 'unknown error'}.`,
    )
  }
}

/** Writes a file that only its owner can read. After a crash it has the old or the new text, never a part. */
export const writeDataFile = async ({
  folder,
  name,
  text,
}: {
  folder: string
  name: string
  text: string
}): Promise<void> => {
  const path = join(folder, name)
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** Reads a secret from the data folder. The first time it is generated at random. */
export const readOrCreateSecret = async ({
  bytes = 32,
  folder,
  name,
}: {
  bytes?: number
  folder: string
  name: string
}): Promise<string> => {
  const known = (await readDataFile({ folder, name }))?.trim()
  if (known) return known
  const secret = randomBytes(bytes).toString('base64url')
  await writeDataFile({ folder, name, text: `${secret}\n` })
  return secret
}

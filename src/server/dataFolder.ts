import { randomBytes } from 'node:crypto'
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../lib/errorCode'
import { StartError } from './startError'

/**
 * Makes the data folder when it is missing.
 * @returns its real path, so that two names of one folder are one folder
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

/** Reads a file of the data folder, or nothing when there is none yet. */
export const readKept = async ({
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

/** Writes a file that only its owner may read; a crash leaves the old or the new text, never half. */
export const keep = async ({
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

/** Reads a secret of the data folder, made at random the first time. */
export const keptSecret = async ({
  bytes = 32,
  folder,
  name,
}: {
  bytes?: number
  folder: string
  name: string
}): Promise<string> => {
  const known = (await readKept({ folder, name }))?.trim()
  if (known) return known
  const secret = randomBytes(bytes).toString('base64url')
  await keep({ folder, name, text: `${secret}\n` })
  return secret
}

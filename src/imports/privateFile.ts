import { createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type BodyTimes, inTime, TooSlow } from '../bodies/inTime'
import { refusal } from '../refusals/refusals'

/** The folder of uploaded files, below the data folder or the system's. */
const FOLDER = 'imports'
const PREFIX = 'client-desk-import-'
/** What is older was left by a process that was killed. */
const LEFTOVER_MS = 24 * 3_600_000

/** A file that only this process's user can read. */
export type PrivateFile = { path: string; remove: () => Promise<void> }

const ownFolder = async (dataDir: string): Promise<string> => {
  try {
    const folder = join(dataDir, 'tmp', FOLDER)
    await mkdir(folder, { mode: 0o700, recursive: true })
    return await mkdtemp(join(folder, PREFIX))
  } catch {
    // With a database elsewhere, the data folder may be read-only.
    return await mkdtemp(join(tmpdir(), PREFIX))
  }
}

const capped = (maxBytes: number): Transform => {
  let size = 0
  return new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      size += chunk.byteLength
      if (size > maxBytes) done(refusal('BODY_TOO_LARGE'))
      else done(null, chunk)
    },
  })
}

/**
 * Stores what is sent in a private temporary file, at the pace of the disk. If that fails, nothing is left.
 * @throws {Refusal} BODY_TOO_LARGE as soon as it has more than `maxBytes`, BODY_TOO_SLOW; whatever the body throws
 */
export const receiveFile = async ({
  body,
  dataDir,
  maxBytes,
  times,
}: {
  body: AsyncIterable<Uint8Array>
  dataDir: string
  maxBytes: number
  times: BodyTimes
}): Promise<PrivateFile> => {
  const folder = await ownFolder(dataDir)
  const remove = () => rm(folder, { force: true, recursive: true })
  const path = join(folder, 'file')
  try {
    await chmod(folder, 0o700)
    await pipeline(
      Readable.from(inTime(body, times), { objectMode: false }),
      capped(maxBytes),
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    )
    return { path, remove }
  } catch (error) {
    await remove()
    throw error instanceof TooSlow ? refusal('BODY_TOO_SLOW') : error
  }
}

const oldIn = async (folder: string, now: number): Promise<string[]> => {
  const names = await readdir(folder).catch(() => [])
  const old: string[] = []
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
    if (now - mtimeMs > LEFTOVER_MS) old.push(path)
  }
  return old
}

/** Deletes uploaded files that a killed process left more than a day ago. Never throws. */
export const removeLeftFiles = async (dataDir: string): Promise<void> => {
  const now = Date.now()
  for (const folder of [join(dataDir, 'tmp', FOLDER), tmpdir()]) {
    for (const path of await oldIn(folder, now)) {
      await rm(path, { force: true, recursive: true }).catch(() => undefined)
    }
  }
}

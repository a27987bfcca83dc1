import { createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type BodyTimes, inTime, TooSlow } from '../bodies/inTime'
import { refusal } from '../refusals/refusals'

/** The folder of uploaded files, below the data folder or the system's. */
const FOLDER = 'imports'
const PREFIX = 'client-desk-import-'
/** So much stays free on the disk, which the database may be on too. */
const KEPT_FREE = 512 * 2 ** 20
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

const freeIn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const NO_ROOM = 'The disk of this desk has too little free space for the file.'

type Most = { maxBytes: number; room: number }

const capped = ({ maxBytes, room }: Most): Transform => {
  let size = 0
  return new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      size += chunk.byteLength
      if (size > maxBytes) done(refusal('BODY_TOO_LARGE'))
      else if (size > room) done(refusal('BODY_TOO_LARGE', { message: NO_ROOM }))
      else done(null, chunk)
    },
  })
}

/**
 * Stores what is sent in a private temporary file, at the pace of the disk. If that fails, nothing is left.
 * @param args `free`: how many bytes are free where a folder is
 * @throws {Refusal} BODY_TOO_LARGE as soon as it has more than `maxBytes`, or more than the disk has to spare;
 *   BODY_TOO_SLOW; whatever the body throws
 */
export const receiveFile = async ({
  body,
  dataDir,
  free = freeIn,
  maxBytes,
  times,
}: {
  body: AsyncIterable<Uint8Array>
  dataDir: string
  free?: (folder: string) => Promise<number>
  maxBytes: number
  times: BodyTimes
}): Promise<PrivateFile> => {
  const folder = await ownFolder(dataDir)
  const remove = () => rm(folder, { force: true, recursive: true })
  const path = join(folder, 'file')
  try {
    await chmod(folder, 0o700)
    const room = (await free(folder)) - KEPT_FREE
    await pipeline(
      Readable.from(inTime(body, times), { objectMode: false }),
      capped({ maxBytes, room }),
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

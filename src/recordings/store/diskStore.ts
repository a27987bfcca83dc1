import { constants, createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '../../lib/errorCode'
import { NoRoom, type RecordingStore } from './store'

/** So much stays free on the disk, which the database may be on too. */
const KEPT_FREE = 512 * 2 ** 20
/** After so many bytes, free space is looked at again: others write too. */
const LOOK_EVERY = 4 * 2 ** 20
const INCOMING = 'incoming'
const NAME = /^[0-9a-f]{64}$/

const DISK_FULL = 'The disk has less free space than the desk leaves for its database.'

const freeIn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Whether a disk has space to spare for recordings. A folder that is not there yet takes none. */
export const hasSpare = async (folder: string): Promise<boolean> => {
  try {
    return (await freeIn(folder)) > KEPT_FREE + LOOK_EVERY
  } catch (error) {
    if (isMissing(error)) return true
    throw error
  }
}

const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT'

const isFull = (error: unknown): boolean => {
  const code = errorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
}

const privateFolder = async (path: string): Promise<void> => {
  await mkdir(path, { mode: 0o700, recursive: true })
}

/** Makes new names in a folder last through a loss of power. */
const syncFolder = async (path: string): Promise<void> => {
  const handle = await open(path, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

type Disk = {
  folder: string
  /** How many bytes are free where a folder is. */
  free?: (folder: string) => Promise<number>
  keptFree?: number
}

/** The place of a file below the folder. @throws for what is no name of a file */
const placeOf = (folder: string, name: string): string => {
  if (!NAME.test(name)) throw new Error('Not the name of a recording')
  return join(folder, name.slice(0, 2), name)
}

type Room = Required<Pick<Disk, 'free' | 'keptFree'>> & { folder: string }

const writeAll = async (
  handle: FileHandle,
  frames: AsyncIterable<Uint8Array>,
  { folder, free, keptFree }: Room,
): Promise<void> => {
  let unlooked = LOOK_EVERY
  for await (const frame of frames) {
    unlooked += frame.byteLength
    if (unlooked >= LOOK_EVERY) {
      unlooked = 0
      if ((await free(folder)) < keptFree + LOOK_EVERY) throw new NoRoom(DISK_FULL)
    }
    await handle.writeFile(frame)
  }
  await handle.sync()
}

/**
 * Keeps recordings in a folder that only the user of this process can read. Files are written beside the others and
 * renamed when they are whole.
 */
export const diskStore = ({
  folder,
  free = freeIn,
  keptFree = KEPT_FREE,
}: Disk): RecordingStore => ({
  kind: 'disk',
  put: async (name, frames, { signal }) => {
    const place = placeOf(folder, name)
    const incoming = join(folder, INCOMING)
    const written = join(incoming, name)
    try {
      await privateFolder(folder)
      await privateFolder(incoming)
      await privateFolder(dirname(place))
      const handle = await open(written, 'wx', 0o600)
      try {
        await writeAll(handle, frames, { folder, free, keptFree })
      } finally {
        await handle.close()
      }
      signal.throwIfAborted()
      await rename(written, place)
      await syncFolder(dirname(place))
    } catch (error) {
      await rm(written, { force: true }).catch(() => undefined)
      throw isFull(error) ? new NoRoom(DISK_FULL) : error
    }
  },
  read: async (name, { from, signal, to }) => {
    const handle = await open(placeOf(folder, name)).catch((error: unknown) => {
      if (isMissing(error)) return null
      throw error
    })
    if (!handle) return null
    return createReadStream('', { end: to - 1, fd: handle, signal, start: from })
  },
  remove: async (name) => {
    await rm(placeOf(folder, name), { force: true })
    await rm(join(folder, INCOMING, name), { force: true })
  },
})

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/**
 * The files of a disk that were last written before a time, a folder at a time: what a desk that was restored from a
 * backup has no rows for.
 */
export async function* oldFiles(folder: string, before: number): AsyncGenerator<string[]> {
  for (const part of await namesIn(folder)) {
    const old: string[] = []
    for (const name of await namesIn(join(folder, part))) {
      const { mtimeMs } = await stat(join(folder, part, name)).catch(() => ({ mtimeMs: before }))
      if (NAME.test(name) && mtimeMs < before) old.push(name)
    }
    if (old.length > 0) yield old
  }
}

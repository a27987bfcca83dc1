import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { conditions } from '../../src/server/cli/conditions.mjs'
import { freePort } from '../../src/server/postgres/freePort'

const root = join(import.meta.dirname, '..', '..')

/** A desk as a process of its own. */
export type SpawnedDesk = {
  child: ChildProcess
  /** Resolves with the exit code once the process is gone. */
  exited: Promise<number | null>
  /** All it has printed so far. */
  output: () => string
  /** Sends the signal and waits for the end. */
  stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; milliseconds: number }>
  url: string
}

/** Makes an empty data folder under the project, and says how to remove it. */
export const makeDataFolder = async (): Promise<{ path: string; remove: () => Promise<void> }> => {
  await mkdir(join(root, '.test'), { recursive: true })
  const path = await mkdtemp(join(root, '.test', 'data-'))
  return { path, remove: () => rm(path, { force: true, recursive: true }) }
}

/**
 * Spawns a desk, without waiting for it to be ready.
 * @param args what the script is told
 * @param folder where the desk's code is
 * @param script what to run: by default the whole start but for Next's pages
 */
export const spawnDesk = async ({
  args = [],
  env,
  folder = root,
  script = 'tests/helpers/deskWithoutPages.mjs',
}: {
  args?: readonly string[]
  env: Record<string, string | undefined>
  folder?: string
  script?: string
}): Promise<SpawnedDesk> => {
  const port = env.PORT ?? String(await freePort())
  const inherited = { ...process.env }
  // Vitest's own, and those of a desk in this process, are not meant for another.
  for (const name of ['DATABASE_URL', 'LOG_LEVEL', 'NODE_ENV', 'PAYLOAD_SECRET', 'VITEST'])
    delete inherited[name]
  const child = spawn(process.execPath, [conditions, script, ...args], {
    cwd: folder,
    detached: true,
    env: { ...inherited, HOST: '127.0.0.1', PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const collect = (chunk: string) => {
    text += chunk
  }
  child.stdout.setEncoding('utf8').on('data', collect)
  child.stderr.setEncoding('utf8').on('data', collect)
  const exited = once(child, 'close').then(() => child.exitCode)
  return {
    child,
    exited,
    output: () => text,
    stop: async (signal = 'SIGTERM') => {
      const start = Date.now()
      child.kill(signal)
      const code = await exited
      return { code, milliseconds: Date.now() - start }
    },
    url: `http://127.0.0.1:${port}`,
  }
}

/** Waits until the desk is open and has printed its last line, so that all before it can be read. */
export const untilOpen = async ({
  desk,
  says = 'Ctrl-C stops it.',
  seconds = 30,
}: {
  desk: SpawnedDesk
  says?: string
  seconds?: number
}): Promise<void> => {
  const deadline = Date.now() + seconds * 1000
  while (!desk.output().includes(says)) {
    if (desk.child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The desk did not open:\n${desk.output()}`)
    }
    await sleep(25)
  }
}

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, readFileSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

type Ids = { gid: number; uid: number }

/** PostgreSQL and PgBouncer refuse root: then it is Debian's account for them. */
const lentIds = (): Ids | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid) throw new Error('There is no account postgres')
  return { gid: Number(gid), uid: Number(uid) }
}

/** Makes a folder that daemons may write to. */
export const makeFolder = async (): Promise<{ path: string; remove: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'desk-ha-'))
  const ids = lentIds()
  if (ids) await chown(path, ids.uid, ids.gid)
  return { path, remove: () => rm(path, { force: true, recursive: true }) }
}

/** Gives a file to the daemons' account. */
export const giveAway = (path: string): void => {
  const ids = lentIds()
  if (ids) chownSync(path, ids.uid, ids.gid)
}

type Command = {
  args: readonly string[]
  cwd: string
  env?: Record<string, string>
  program: string
}

/** Runs a program to its end, as the daemons' account. @throws with what it said */
export const runAsDaemon = async ({ args, cwd, env = {}, program }: Command): Promise<string> => {
  const { stdout } = await promisify(execFile)(program, [...args], {
    ...lentIds(),
    cwd,
    env: { ...process.env, HOME: cwd, ...env },
  })
  return stdout
}

/** A server that runs beside the test. */
export type Daemon = {
  child: ChildProcess
  exited: Promise<unknown>
  output: () => string
  stop: (signal?: NodeJS.Signals) => Promise<void>
}

/** Starts a server as the daemons' account. It ends with this process at the latest. */
export const startDaemon = ({ args, cwd, env = {}, program }: Command): Daemon => {
  const child = spawn(program, args, {
    ...lentIds(),
    cwd,
    env: { ...process.env, HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  const endWithUs = () => child.kill('SIGQUIT')
  process.once('exit', endWithUs)
  const exited = once(child, 'exit').then(() => process.off('exit', endWithUs))
  return {
    child,
    exited,
    output: () => text,
    stop: async (signal = 'SIGINT') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await exited
    },
  }
}

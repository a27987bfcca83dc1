import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { errorCode } from '../../lib/errorCode'
import { StartError } from '../startError'
import type { Account } from './account'
import type { Binaries } from './binaries'
import { runAs } from './runAs'

const START_MS = 60_000
const STOP_MS = 6_000

const lastComplaint = async (logPath: string): Promise<string> => {
  const text = await readFile(logPath, 'utf8').catch(() => '')
  const lines = text.split('\n').filter((line) => /FATAL|PANIC|error while loading/.test(line))
  return lines.at(-1)?.replace(/^.*?(FATAL|PANIC): +/, '') ?? `see ${logPath}`
}

/** Whether a process has not ended. */
export const isRunning = (child: ChildProcess): boolean =>
  child.exitCode === null && child.signalCode === null

const answers = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    if (errorCode(error) !== '28P01') return false
    throw new StartError(
      'The embedded database rejects the stored password. Restore the file postgres-password in the data folder, or move the folder away to start over.',
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Starts the server of a cluster and waits until it answers.
 * @param url the URL of any of its databases
 * @throws {StartError} with its last error message, if it does not answer
 */
export const launch = async ({
  account,
  binaries,
  cluster,
  folder,
  flags,
  url,
}: {
  account: Account
  binaries: Binaries
  cluster: string
  flags: readonly string[]
  folder: string
  url: string
}): Promise<ChildProcess> => {
  const logPath = join(folder, 'postgres.log')
  const log = await open(logPath, 'w', 0o600)
  const child = runAs({
    account,
    args: flags,
    options: { cwd: cluster, detached: true, stdio: ['ignore', log.fd, log.fd] },
    program: binaries.postgres,
  })
  await log.close()
  // However this process exits. Only after a kill -9 does the next start have to clean up.
  const stopWithUs = () => child.kill('SIGINT')
  process.once('exit', stopWithUs)
  child.once('exit', () => process.off('exit', stopWithUs))

  const deadline = Date.now() + START_MS
  while (!(await answers(url))) {
    if (!isRunning(child) || Date.now() > deadline) {
      child.kill('SIGQUIT')
      throw new StartError(`The embedded database did not start: ${await lastComplaint(logPath)}`)
    }
    await sleep(20)
  }
  return child
}

/** Closes all connections, writes everything to disk, and stops. */
export const stopProcess = async ({
  binaries,
  child,
  cluster,
}: {
  binaries: Binaries
  child: ChildProcess
  cluster: string
}): Promise<void> => {
  if (!isRunning(child)) return
  const exited = once(child, 'exit')
  // SIGINT is PostgreSQL's fast shutdown. Windows has no such signal.
  if (process.platform === 'win32') {
    execFileSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w'], { stdio: 'ignore' })
  } else child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_MS)
  await exited
  clearTimeout(timer)
}

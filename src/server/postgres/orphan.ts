import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../startError'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const commandOf = async (pid: number): Promise<string> => {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return line.replaceAll('\0', ' ')
  }
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/**
 * Stops a PostgreSQL that a killed desk left running on this cluster. The caller holds the folder's lock,
 * so the desk that started it is gone. It is stopped and not reused, to have one way to start and stop.
 * @throws {StartError} if it does not stop
 */
export const stopOrphan = async ({ cluster }: { cluster: string }): Promise<void> => {
  const pidFile = join(cluster, 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return
  if (!(await commandOf(pid)).includes(cluster)) {
    // Another process has the pid now, as happens after a restart of a container, and PostgreSQL would
    // refuse to start. It ignores its parent's pid, and still uses the rest of the file to look for
    // survivors of the old server.
    await writeFile(pidFile, text.replace(/^\d+/, String(process.pid)))
    return
  }
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 10],
  ] as const) {
    process.kill(pid, signal)
    const deadline = Date.now() + seconds * 1000
    while (Date.now() < deadline) {
      // Checks the command and not the pid, which a zombie process keeps.
      if (!(await commandOf(pid)).includes(cluster)) return
      await sleep(25)
    }
  }
  throw new StartError(
    `A database from an earlier start is still running (process ${pid}). Stop it first.`,
  )
}

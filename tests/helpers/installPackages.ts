import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']

/** Where a program of the system is, if it is there. */
export const findProgram = (name: string): string | undefined =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path))

const POLICY = '/usr/sbin/policy-rc.d'

/**
 * Installs packages of Debian, as root, without starting anything: tests start their own, on ports
 * of their own.
 * @returns what went wrong; an empty text when nothing did
 */
export const installPackages = (packages: readonly string[]): string => {
  if (process.getuid?.() !== 0 || findProgram('apt-get') === undefined) {
    return 'Only root on Debian can have them installed by this test.'
  }
  const isOurPolicy = !existsSync(POLICY)
  if (isOurPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const run = (args: string[]) => spawnSync('apt-get', args, { encoding: 'utf8', env })
    run(['update', '-q'])
    const { stderr, status } = run(['install', '-y', '-q', '--no-install-recommends', ...packages])
    return status === 0 ? '' : stderr
  } finally {
    if (isOurPolicy) rmSync(POLICY, { force: true })
  }
}

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Debian's packages of what a desk on several machines is made of. */
const PACKAGES = ['postgresql', 'postgresql-client', 'pgbouncer', 'nginx-light']

/** The programs of the topology. */
export type Programs = {
  nginx: string
  pgbouncer: string
  /** Such as 1.18. */
  pgbouncerVersion: number
  /** The folder of `postgres`, `initdb`, `pg_basebackup` … */
  postgres: string
}

const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']

const find = (name: string): string | undefined =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path))

const NEEDED = ['postgres', 'initdb', 'pg_basebackup', 'pg_ctl', 'psql']

const postgresFolder = (): string | undefined => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : []
  return [...versions.map((version) => join(debian, version, 'bin')), ...folders].find((folder) =>
    NEEDED.every((name) => existsSync(join(folder, name))),
  )
}

const lookAround = () => ({
  nginx: find('nginx'),
  pgbouncer: find('pgbouncer'),
  postgres: postgresFolder(),
})

const POLICY = '/usr/sbin/policy-rc.d'

/** Installs without starting anything: the tests start their own, on ports of their own. */
const install = (): string => {
  const isOurPolicy = !existsSync(POLICY)
  if (isOurPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const run = (args: string[]) => spawnSync('apt-get', args, { encoding: 'utf8', env })
    run(['update', '-q'])
    const { stderr, status } = run(['install', '-y', '-q', '--no-install-recommends', ...PACKAGES])
    return status === 0 ? '' : stderr
  } finally {
    if (isOurPolicy) rmSync(POLICY, { force: true })
  }
}

const versionOf = (pgbouncer: string): number =>
  Number(
    /PgBouncer (\d+\.\d+)/.exec(execFileSync(pgbouncer, ['--version'], { encoding: 'utf8' }))?.[1],
  )

/**
 * Finds the programs; as root on a Debian that lacks them, installs them.
 * @throws when they are not there and cannot be had
 */
export const findPrograms = (): Programs => {
  let problem = ''
  if (Object.values(lookAround()).includes(undefined)) {
    const may = process.getuid?.() === 0 && find('apt-get') !== undefined
    problem = may ? install() : 'Only root on Debian can have them installed by this test.'
  }
  const { nginx, pgbouncer, postgres } = lookAround()
  if (!nginx || !pgbouncer || !postgres) {
    throw new Error(
      `The tests of several machines need PostgreSQL, PgBouncer and nginx. Install them: apt-get install ${PACKAGES.join(' ')}. ${problem}`,
    )
  }
  return { nginx, pgbouncer, pgbouncerVersion: versionOf(pgbouncer), postgres }
}

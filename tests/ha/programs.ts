import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findProgram, installPackages } from '../helpers/installPackages'

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

const NEEDED = ['postgres', 'initdb', 'pg_basebackup', 'pg_ctl', 'psql']

const postgresFolder = (): string | undefined => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : []
  const elsewhere = findProgram('postgres')
  return [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(elsewhere ? [dirname(elsewhere)] : []),
  ].find((folder) => NEEDED.every((name) => existsSync(join(folder, name))))
}

const lookAround = () => ({
  nginx: findProgram('nginx'),
  pgbouncer: findProgram('pgbouncer'),
  postgres: postgresFolder(),
})

const versionOf = (pgbouncer: string): number =>
  Number(
    /PgBouncer (\d+\.\d+)/.exec(execFileSync(pgbouncer, ['--version'], { encoding: 'utf8' }))?.[1],
  )

/**
 * Finds the programs; as root on a Debian that lacks them, installs them.
 * @throws when they are not there and cannot be had
 */
export const findPrograms = (): Programs => {
  const problem = Object.values(lookAround()).includes(undefined) ? installPackages(PACKAGES) : ''
  const { nginx, pgbouncer, postgres } = lookAround()
  if (!nginx || !pgbouncer || !postgres) {
    throw new Error(
      `The tests of several machines need PostgreSQL, PgBouncer and nginx. Install them: apt-get install ${PACKAGES.join(' ')}. ${problem}`,
    )
  }
  return { nginx, pgbouncer, pgbouncerVersion: versionOf(pgbouncer), postgres }
}

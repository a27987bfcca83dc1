import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../src/server/postgres/freePort'
import { childrenOf, postmasterOf, signalAll } from '../crash/postgresProcesses'
import { type Daemon, giveAway, makeFolder, runAsDaemon, startDaemon } from './daemon'
import type { Programs } from './programs'
import { deploy } from './template'

export const passwords = { desk: 'desk-of-tests', standby: 'standby-of-tests' }

/** A PostgreSQL of Debian's, run by the files in `deploy/postgres`. */
export type PostgresServer = {
  /** Where log files are archived. */
  archive: string
  folder: string
  /** Ends it and all it has started, without warning. */
  kill: () => Promise<void>
  output: () => string
  port: number
  promote: () => Promise<void>
  /** Runs SQL as the superuser, and gives psql's words. */
  sql: (statement: string) => Promise<string>
  start: () => Promise<void>
  stop: () => Promise<void>
  url: string
}

const untilUp = async ({ daemon, sql }: { daemon: () => Daemon; sql: PostgresServer['sql'] }) => {
  const deadline = Date.now() + 30_000
  for (;;) {
    if (await sql('select 1').catch(() => undefined)) return
    if (Date.now() > deadline || daemon().child.exitCode !== null) {
      throw new Error(`PostgreSQL did not start:\n${daemon().output()}`)
    }
    await sleep(50)
  }
}

/** A script of `deploy/postgres` where PostgreSQL's own account can read it: the checkout may be root's alone. */
const copyScript = async (folder: string, name: string): Promise<string> => {
  const copy = join(folder, name)
  await copyFile(join(deploy, 'postgres', name), copy)
  giveAway(copy)
  return copy
}

type Options = {
  /** What to run instead of postgres itself, with its environment. */
  by?: { args?: string[]; env: Record<string, string>; script: string }
  cluster: string
  folder: string
  programs: Programs
  /** Settings over those of `deploy/postgres`. */
  settings?: Record<string, string>
}

const run = async ({ by, cluster, folder, programs, settings = {} }: Options) => {
  const port = await freePort()
  const archive = join(folder, 'archive')
  const env = {
    PATH: `${programs.postgres}:${process.env.PATH ?? ''}`,
    PGDATA: cluster,
    PGHOST: folder,
    PGPORT: String(port),
    WAL_ARCHIVE: archive,
  }
  // Peer authentication asks for the account's name, which is not the same everywhere.
  const hba = join(folder, 'pg_hba.conf')
  const rules = await readFile(join(deploy, 'postgres', 'pg_hba.conf'), 'utf8')
  await writeFile(hba, `local all postgres trust\n${rules}`)
  const config = join(folder, 'postgresql.conf')
  await writeFile(config, await readFile(join(deploy, 'postgres', 'postgresql.conf'), 'utf8'))
  for (const path of [hba, config]) giveAway(path)
  const all = {
    config_file: config,
    hba_file: hba,
    listen_addresses: '127.0.0.1',
    port: String(port),
    // This machine is shared, and has enough.
    shared_buffers: '32MB',
    unix_socket_directories: folder,
    ...settings,
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const start = () =>
    by
      ? startDaemon({
          args: [by.script, ...(by.args ?? []), ...flags],
          cwd: folder,
          env: { ...env, ...by.env },
          program: '/bin/sh',
        })
      : startDaemon({ args: flags, cwd: folder, env, program: join(programs.postgres, 'postgres') })
  let daemon = start()
  const sql = (statement: string) =>
    runAsDaemon({
      args: [
        '-XqAt',
        '--username=postgres',
        '--dbname=postgres',
        '-v',
        'ON_ERROR_STOP=1',
        '-c',
        statement,
      ],
      cwd: folder,
      env,
      program: join(programs.postgres, 'psql'),
    }).then((text) => text.trim())
  await untilUp({ daemon: () => daemon, sql })
  const server: PostgresServer = {
    archive,
    folder,
    kill: async () => {
      const postmaster = postmasterOf(folder)
      signalAll([postmaster, ...childrenOf(postmaster)], 'SIGKILL')
      await daemon.exited
    },
    output: () => daemon.output(),
    port,
    promote: async () => {
      await runAsDaemon({
        args: ['promote', '-w', '-D', cluster],
        cwd: folder,
        env,
        program: join(programs.postgres, 'pg_ctl'),
      })
    },
    sql,
    start: async () => {
      daemon = start()
      await untilUp({ daemon: () => daemon, sql })
    },
    stop: () => daemon.stop(),
    url: `postgres://desk:${passwords.desk}@127.0.0.1:${port}/desk`,
  }
  return { env, server }
}

const makeRoot = async (): Promise<{
  cluster: string
  folder: string
  remove: () => Promise<void>
}> => {
  const { path: folder, remove } = await makeFolder()
  // Where tests/crash/postgresProcesses looks for it.
  return { cluster: join(folder, 'postgres'), folder, remove }
}

type Made = { remove: () => Promise<void>; server: PostgresServer }

/** Makes and starts a primary, with roles and database by `deploy/postgres/init.sh`. */
export const startPrimary = async (
  programs: Programs,
  settings: Record<string, string> = {},
): Promise<Made> => {
  const { cluster, folder, remove } = await makeRoot()
  await runAsDaemon({
    args: [
      `--pgdata=${cluster}`,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
    ],
    cwd: folder,
    program: join(programs.postgres, 'initdb'),
  })
  const { env, server } = await run({ cluster, folder, programs, settings })
  await runAsDaemon({
    args: [await copyScript(folder, 'init.sh')],
    cwd: folder,
    env: { ...env, DESK_PASSWORD: passwords.desk, STANDBY_PASSWORD: passwords.standby },
    program: '/bin/sh',
  })
  await server.sql('select pg_reload_conf()')
  return {
    remove: async () => {
      await server.stop()
      await remove()
    },
    server,
  }
}

/** Clones a primary and starts the clone as its standby, by `deploy/postgres/standby.sh`. */
export const startStandby = async (
  programs: Programs,
  primary: PostgresServer,
  settings: Record<string, string> = {},
): Promise<Made> => {
  const { cluster, folder, remove } = await makeRoot()
  const { server } = await run({
    by: {
      env: {
        PRIMARY_HOST: '127.0.0.1',
        PRIMARY_PORT: String(primary.port),
        STANDBY_PASSWORD: passwords.standby,
      },
      script: await copyScript(folder, 'standby.sh'),
    },
    cluster,
    folder,
    programs,
    settings,
  })
  return {
    remove: async () => {
      await server.stop()
      await remove()
    },
    server,
  }
}

/** Takes a base backup of a server, by `deploy/postgres/backup.sh`. */
export const takeBackup = async (
  programs: Programs,
  server: PostgresServer,
  backup: string,
): Promise<void> => {
  await runAsDaemon({
    args: [await copyScript(server.folder, 'backup.sh'), backup],
    cwd: server.folder,
    env: {
      PATH: `${programs.postgres}:${process.env.PATH ?? ''}`,
      PRIMARY_HOST: '127.0.0.1',
      PRIMARY_PORT: String(server.port),
      STANDBY_PASSWORD: passwords.standby,
    },
    program: '/bin/sh',
  })
}

/** Restores a backup up to a moment, by `deploy/postgres/restore.sh`, and starts it. */
export const startRestored = async (
  programs: Programs,
  { archive, backup, moment }: { archive: string; backup: string; moment: string },
): Promise<Made> => {
  const { cluster, folder, remove } = await makeRoot()
  const { server } = await run({
    by: {
      args: [backup, moment],
      env: { RESTORE_ARCHIVE: archive },
      script: await copyScript(folder, 'restore.sh'),
    },
    cluster,
    folder,
    programs,
  })
  return {
    remove: async () => {
      await server.stop()
      await remove()
    },
    server,
  }
}

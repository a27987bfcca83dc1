import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../src/server/postgres/freePort'
import { adminSettings } from '../crash/crashDesk'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { type Daemon, giveAway, makeFolder, startDaemon } from './daemon'
import { type PostgresServer, passwords } from './postgresServer'
import type { Programs } from './programs'
import { fillIn } from './template'

const untilListening = async (port: number, daemon: Daemon): Promise<void> => {
  const deadline = Date.now() + 15_000
  for (;;) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port })
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (isUp) return
    if (Date.now() > deadline || daemon.child.exitCode !== null) {
      throw new Error(`It did not start:\n${daemon.output()}`)
    }
    await sleep(25)
  }
}

/** A server in front of others. */
export type Front = { port: number; remove: () => Promise<void> }

/** From here on PgBouncer keeps track of statements that were prepared by name. */
export const KNOWS_NAMES = 1.21

/** Starts a PgBouncer in front of a PostgreSQL, by `deploy/pgbouncer/pgbouncer.ini`. */
export const startPgBouncer = async (
  programs: Programs,
  server: PostgresServer,
): Promise<Front & { url: string }> => {
  const { path: folder, remove } = await makeFolder()
  const port = await freePort()
  const users = join(folder, 'users.txt')
  const config = await fillIn('pgbouncer/pgbouncer.ini', {
    PGBOUNCER_LISTEN: '127.0.0.1',
    PGBOUNCER_PORT: String(port),
    PGBOUNCER_USERS: users,
    POSTGRES_HOST: '127.0.0.1',
    POSTGRES_PORT: String(server.port),
  })
  const knowsNames = programs.pgbouncerVersion >= KNOWS_NAMES
  const file = join(folder, 'pgbouncer.ini')
  await writeFile(users, `"desk" "${passwords.desk}"\n`)
  await writeFile(file, knowsNames ? config : config.replace(/^max_prepared_statements.*\n/m, ''))
  for (const path of [users, file]) giveAway(path)
  const daemon = startDaemon({ args: [file], cwd: folder, program: programs.pgbouncer })
  await untilListening(port, daemon)
  return {
    port,
    remove: async () => {
      await daemon.stop()
      await remove()
    },
    url: `postgres://desk:${passwords.desk}@127.0.0.1:${port}/desk`,
  }
}

/** Starts nginx in front of two desks, by `deploy/nginx/nginx.conf`. */
export const startNginx = async (
  programs: Programs,
  desks: readonly [string, string],
): Promise<Front & { url: string }> => {
  const { path: folder, remove } = await makeFolder()
  const port = await freePort()
  const config = await fillIn('nginx/nginx.conf', {
    DESK_1: new URL(desks[0]).host,
    DESK_2: new URL(desks[1]).host,
    NGINX_FOLDER: folder,
    NGINX_LISTEN: `127.0.0.1:${port}`,
    PUBLIC_SCHEME: 'http',
  })
  const file = join(folder, 'nginx.conf')
  await writeFile(file, config)
  giveAway(file)
  const daemon = startDaemon({
    args: ['-c', file, '-p', folder, '-e', 'stderr', '-g', 'daemon off;'],
    cwd: folder,
    program: programs.nginx,
  })
  await untilListening(port, daemon)
  return {
    port,
    remove: async () => {
      await daemon.stop('SIGTERM')
      await remove()
    },
    url: `http://127.0.0.1:${port}`,
  }
}

/** Starts desks at once, as a first start of several does. */
export const startDesks = async (
  env: Record<string, string>,
): Promise<{ desks: [SpawnedDesk, SpawnedDesk]; stop: () => Promise<void> }> => {
  const settings = {
    ...adminSettings,
    PAYLOAD_SECRET: 'a secret for tests only',
    // More than any client sends; still counted.
    WEBHOOK_CLIENT_LIMIT: '100000000',
    ...env,
  }
  const desks: [SpawnedDesk, SpawnedDesk] = [
    await spawnDesk({ env: settings }),
    await spawnDesk({ env: settings }),
  ]
  for (const desk of desks) await untilOpen({ desk, seconds: 120 })
  return {
    desks,
    stop: async () => {
      for (const { child, stop } of desks) {
        if (child.exitCode === null && child.signalCode === null) await stop()
      }
    },
  }
}

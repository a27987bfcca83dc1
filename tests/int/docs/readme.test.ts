import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { blocksOf, PAGES, ROOT, read } from '../../helpers/documentation'
import { findProgram, installPackages } from '../../helpers/installPackages'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { connectClient, makeAccount } from '../../helpers/vapiRows'

const [, posting = ''] = blocksOf('sh', read('README.md'))
/** All other commands of the documentation that go to a desk. */
const shell = PAGES.filter((page) => page !== 'README.md')
  .flatMap((page) => blocksOf('sh', read(page)).map((code) => ({ code, page })))
  .filter(({ code }) => code.includes('"$DESK/'))
const [typed = ''] = blocksOf('ts', read('docs/api.md'))

const listSchema = z.object({ docs: z.array(z.object({ id: z.string() })) })

let desk: TestDesk
let folder: string
let env: Record<string, string>

/** Runs a program in a folder of its own, to its end. */
const run = async (program: string, args: string[]) => {
  const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env } })
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<null | number>((resolve) => child.once('close', resolve)),
  ])
  return { code, stderr, stdout }
}

beforeAll(async () => {
  // A bare machine lacks what the commands are written for.
  const problem = findProgram('curl') ? '' : installPackages(['curl'])
  if (!findProgram('curl')) throw new Error(`The documentation's commands need curl. ${problem}`)
  desk = await createTestDesk()
  await mkdir(join(ROOT, '.test'), { recursive: true })
  folder = await mkdtemp(join(ROOT, '.test', 'readme-'))
  await makeSuperuser(desk.payload)
  const client = await makeClient(desk.payload, { businessName: 'Salon Ada' })
  const accountID = await makeAccount(desk.payload, desk.sql)
  await connectClient(desk.sql, { accountID, id: client.id })
  const byLogin = await desk.login(client)
  const make = async (name: string) => {
    const url = `${desk.url}/api/api-keys`
    const { body } = await asJSON<{ doc: { id: string; key: string } }>({
      body: { name },
      headers: byLogin,
      url,
    })
    return body.doc
  }
  const key = await make('CRM')
  env = {
    API_KEY: key.key,
    DESK: desk.url,
    ID: (await make('to be revoked')).id,
    ME: client.id,
    LOGIN: byLogin.authorization?.replace('JWT ', '') ?? '',
    TOKEN: client.vapiWebhookToken,
  }
})

afterAll(async () => {
  await rm(folder, { force: true, recursive: true })
  await desk.stop()
})

describe('The documentation', () => {
  it('posts a call as the README says, and reads it', async () => {
    const { code, stdout } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', posting])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\{"received":true,"state":"stored"\}\{"docs":\[\{"/)
    expect(stdout).toContain('Ada booked a haircut for Friday at ten.')
  })

  it.each(shell.map(({ code, page }) => [page, code.split('\n', 1)[0] ?? '', code]))(
    '%s has commands that work: %s',
    async (_page, _line, code) => {
      const list = await fetch(`${desk.url}/api/call-summaries?limit=50`, {
        headers: { authorization: `Bearer ${env.API_KEY}` },
      })
      const { docs } = listSchema.parse(await list.json())
      env = { ...env, CALL: docs[0]?.id ?? '', ETAG: list.headers.get('etag') ?? '' }
      const {
        code: exit,
        stderr,
        stdout,
      } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', code])
      expect([exit, stderr]).toEqual([0, ''])
      expect(stdout).not.toContain('"errors"')
      if (code.includes('$ETAG')) expect(stdout).toContain('HTTP/1.1 304 Not Modified')
    },
  )

  it.each(['/graphql', 'search=', '/export?', '/api-keys', 'If-None-Match'])(
    'has commands for %s',
    (word) => {
      expect(shell.map(({ code }) => code).join('')).toContain(word)
    },
  )

  it('saves an export under the name that it says', async () => {
    const files = await readdir(folder)
    expect(files).toContainEqual(expect.stringMatching(/^calls-salon-ada-\d{4}-\d\d-\d\d\.csv$/))
  })

  it('has an example in TypeScript that compiles and runs', { timeout: 180_000 }, async () => {
    const file = join(folder, 'calls.ts')
    await writeFile(file, `${typed}\nexport {}\n`)
    const settings =
      '--ignoreConfig --noEmit --strict --target es2022 --module esnext --types node --lib es2023,dom,dom.iterable,dom.asynciterable'
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
    const compiled = await run(process.execPath, [tsc, ...settings.split(' '), file])
    expect([compiled.code, compiled.stdout]).toEqual([0, ''])

    const { code, stderr, stdout } = await run(process.execPath, ['--import', 'tsx', file])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^[\da-f-]{36} .*Ada Example booked$/m)
    expect(stderr).toMatch(/^Continue next time from \S+\./m)
  })
})

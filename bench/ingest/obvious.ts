import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../src/server/cli/root.mjs'
import type { Closers } from '../../src/server/closers'
import { spawnPeer } from './spawnPeer'

const run = promisify(execFile)
const sources = join(root, 'bench', 'peers', 'obvious')
const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')

const hashSources = async (): Promise<string> => {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')))
  for (const name of (await readdir(sources, { recursive: true })).sort()) {
    const text = await readFile(join(sources, name)).catch(() => '')
    hash.update(name).update(text)
  }
  return hash.digest('hex')
}

/** Builds the app in a folder of its own, below the project, so that it finds the packages. */
const build = async (folder: string): Promise<void> => {
  const stamp = join(folder, 'built')
  const hash = await hashSources()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return
  console.log('Building the obvious peer, for a minute …')
  await rm(folder, { force: true, recursive: true })
  await mkdir(folder, { recursive: true })
  await cp(sources, folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  await run(process.execPath, [next, 'build', folder], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    maxBuffer: 50_000_000,
  })
  await writeFile(stamp, hash)
}

/** Builds and starts a plain Payload app under `next start`, with clients who have these tokens. */
export const startObvious = async ({
  closers,
  secret,
  tokens,
  url,
  work,
}: {
  closers: Closers
  secret: string
  tokens: readonly string[]
  url: string
  work: string
}): Promise<{ processID: number; url: string }> => {
  const folder = join(work, 'obvious')
  await build(folder)
  const env = { DATABASE_URL: url, NEXT_TELEMETRY_DISABLED: '1', PAYLOAD_SECRET: secret }
  await run(process.execPath, ['--import', 'tsx', join(folder, 'prepare.ts'), ...tokens], {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: 'development' },
    maxBuffer: 50_000_000,
  })
  return await spawnPeer({
    args: (port) => [next, 'start', folder, '--hostname', '127.0.0.1', '--port', port],
    closers,
    env,
  })
}

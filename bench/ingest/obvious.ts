import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../src/server/cli/root.mjs'
import type { Closers } from '../../src/server/closers'
import { spawnPeer } from './spawnPeer'

const run = promisify(execFile)
/** The folder of what the apps share, which is next to theirs both here and where they are built. */
const SHARED = 'shared'

const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')

const sourcesOf = (name: string): string => join(root, 'bench', 'peers', name)

const hashSources = async (peer: string): Promise<string> => {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')))
  for (const sources of [peer, SHARED].map(sourcesOf)) {
    for (const name of (await readdir(sources, { recursive: true })).sort()) {
      const text = await readFile(join(sources, name)).catch(() => '')
      hash.update(name).update(text)
    }
  }
  return hash.digest('hex')
}

/**
 * Builds one of the apps of `bench/peers` in a separate folder within the project, so that it finds the
 * packages. Does nothing if its sources have not changed.
 */
const build = async ({ folder, peer }: { folder: string; peer: string }): Promise<void> => {
  const stamp = join(folder, 'built')
  const hash = await hashSources(peer)
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return
  console.log(`Building the ${peer} peer, which takes a minute …`)
  await rm(folder, { force: true, recursive: true })
  await mkdir(folder, { recursive: true })
  await cp(sourcesOf(peer), folder, { recursive: true })
  await cp(sourcesOf(SHARED), join(folder, '..', SHARED), { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  await run(process.execPath, [next, 'build', folder], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    maxBuffer: 50_000_000,
  })
  await writeFile(stamp, hash)
}

type Start = { closers: Closers; env: Record<string, string>; peer: string; work: string }

/** Builds one of those apps if it has changed, and starts it with `next start`. */
export const startNext = async ({
  closers,
  env,
  peer,
  work,
}: Start): Promise<{ processID: number; url: string }> => {
  const folder = join(work, peer)
  await build({ folder, peer })
  return await spawnPeer({
    args: (port) => [next, 'start', folder, '--hostname', '127.0.0.1', '--port', port],
    closers,
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
  })
}

/** Starts a plain Payload app with `next start`, with one client for each token. */
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
  const env = { DATABASE_URL: url, PAYLOAD_SECRET: secret }
  const folder = join(work, 'obvious')
  await build({ folder, peer: 'obvious' })
  await run(process.execPath, ['--import', 'tsx', join(folder, 'prepare.ts'), ...tokens], {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: 'development' },
    maxBuffer: 50_000_000,
  })
  return await startNext({ closers, env, peer: 'obvious', work })
}

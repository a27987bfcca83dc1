import { execFile } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { root } from '../../src/server/cli/root.mjs'
import { work } from '../shared/runBenchmark'

const run = promisify(execFile)

type BodyToRead = {
  bytes: Uint8Array
  deadline: number
  receivedAt: Date
  secrets: readonly string[]
  token: string
}
type Module = { readPosted: (posted: BodyToRead) => unknown }

const isReader = (value: unknown): value is Module =>
  typeof value === 'object' &&
  value !== null &&
  'readPosted' in value &&
  typeof value.readPosted === 'function'

/** Reads one body and prepares it for the database. */
export type Reader = (bytes: Uint8Array) => void

const TOKEN = 'Vq7rTn2xK9mB4cW8zLp3HsD6fGjY1uEo-_aQ5iRk'
const receivedAt = new Date('2026-11-01T10:00:00.000Z')

/** Compiles the code in a folder that reads bodies, as the server is compiled. */
const compile = async (folder: string, name: string): Promise<Reader> => {
  const outfile = join(work, 'reading', `${name}.mjs`)
  await build({
    bundle: true,
    conditions: ['production'],
    entryPoints: [join(folder, 'src', 'ingest', 'reading.ts')],
    format: 'esm',
    logLevel: 'error',
    outfile,
    packages: 'external',
    platform: 'node',
    target: 'node20',
  })
  const module: unknown = await import(pathToFileURL(outfile).href)
  if (!isReader(module)) throw new Error(`There is no reader in ${folder}`)
  return (bytes) => {
    module.readPosted({ bytes, deadline: 0, receivedAt, secrets: [], token: TOKEN })
  }
}

/** Compiles the readers of bodies: that of the working tree, and that of a commit. */
export const openReaders = async (commit: string): Promise<{ before: Reader; now: Reader }> => {
  const folder = join(work, 'reading', 'before')
  await rm(join(work, 'reading'), { force: true, recursive: true })
  await mkdir(folder, { recursive: true })
  const archive = join(work, 'reading', 'before.tar')
  await run('git', ['archive', '--format=tar', '-o', archive, commit, 'src'], { cwd: root })
  await run('tar', ['-xf', archive, '-C', folder])
  return { before: await compile(folder, 'before'), now: await compile(root, 'now') }
}

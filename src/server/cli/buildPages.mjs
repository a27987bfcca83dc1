import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { run } from './run.mjs'

const sources = [
  'collections',
  'endpoints',
  'next.config.mjs',
  'package-lock.json',
  'payload.config.ts',
  'src',
  'tsconfig.json',
]
/** Runs natively, beside the build: a change here needs no new one. */
const notBuilt = ['src/migrations', 'src/server/cli', 'src/server/demo', 'src/server/http']
const stampFile = join(root, '.next', 'desk-build')

const filesUnder = (/** @type {string} */ path) => {
  if (notBuilt.includes(path)) return []
  try {
    return readdirSync(join(root, path), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((/** @type {import('node:fs').Dirent} */ entry) => {
        const each = `${path}/${entry.name}`
        return entry.isDirectory() ? filesUnder(each) : [each]
      })
  } catch {
    return [path]
  }
}

const hashSources = () => {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '')
  for (const path of sources.flatMap(filesUnder)) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

const builtHash = () => {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch {
    return undefined
  }
}

/** Builds the pages when there is no build of these sources. */
export const buildPages = async () => {
  const hash = hashSources()
  if (builtHash() === hash) return
  console.log('Building the admin pages, for a minute …')
  rmSync(stampFile, { force: true })
  const code = await run({
    args: [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  })
  if (code !== 0) {
    console.error('The build failed: see above.')
    process.exit(1)
  }
  writeFileSync(stampFile, hash)
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashSources } from './hashSources.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'

/** Code that runs outside the pages: a change here does not need a new build of them. */
const notBuilt = ['src/migrations', 'src/server/cli', 'src/server/demo', 'src/server/http']
const stampFile = join(root, '.next', 'desk-build')

const builtHash = () => {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch {
    return undefined
  }
}

/** Builds the pages, unless there is a build of these sources already. */
export const buildPages = async () => {
  const hash = hashSources({ except: notBuilt })
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

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { root } from './root.mjs'

const readLock = (/** @type {string} */ path) => {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages ?? {}
  } catch {
    return undefined
  }
}

/**
 * Whether node_modules holds what package-lock.json names. npm writes its own list last, so an
 * interrupted install counts as none.
 */
const isInstalled = () => {
  const installed = readLock('node_modules/.package-lock.json')
  if (installed === undefined) return false
  return Object.entries(readLock('package-lock.json') ?? {}).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === wanted.version : wanted.optional || wanted.devOptional
  })
}

/** Installs the packages if they are missing or differ from package-lock.json. */
export const install = async () => {
  if (isInstalled()) return
  const isFirst = !existsSync(join(root, 'node_modules'))
  console.log(`${isFirst ? 'Installing' : 'Updating'} packages, for a minute or two …`)
  // Not `npm ci`: it fails if the registry or the lock lacks a package that only other platforms need.
  // This installs exactly the versions in the lock. The build and the tests need the dev packages too.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund']
  // `npm --silent test` should still print why an install failed.
  const code = await npm(args, { npm_config_loglevel: 'warn' })
  if (code === 0) return
  console.error('The packages could not be installed: see above.')
  process.exit(1)
}

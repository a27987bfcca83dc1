import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const sources = [
  'collections',
  'endpoints',
  'next.config.mjs',
  'package-lock.json',
  'payload.config.ts',
  'src',
  'tsconfig.json',
]

/**
 * @param {string} path
 * @param {string[]} except
 * @returns {string[]}
 */
const filesUnder = (path, except) => {
  if (except.includes(path)) return []
  try {
    return readdirSync(join(root, path), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const each = `${path}/${entry.name}`
        return entry.isDirectory() ? filesUnder(each, except) : [each]
      })
  } catch {
    return [path]
  }
}

/**
 * A hash of all source files and of Node's major version. It tells whether a build is up to date.
 * @param {{ except?: string[] }} [args] folders that this build does not depend on
 */
export const hashSources = ({ except = [] } = {}) => {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '')
  for (const path of sources.flatMap((source) => filesUnder(source, except))) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex').slice(0, 32)
}

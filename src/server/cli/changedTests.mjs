import { execFileSync } from 'node:child_process'
import { root } from './root.mjs'

/** @param {string[]} args */
const git = (args) => {
  try {
    /** @type {import('node:child_process').ExecFileSyncOptionsWithStringEncoding} */
    const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    return execFileSync('git', args, options).split('\n')
  } catch {
    // Not a git checkout, or one with a single commit.
    return []
  }
}

/**
 * Test files of a project that are new or have changed since the commit before the last one.
 * @param {string} project its folder under `tests`, such as `int`
 * @returns paths relative to the root
 */
export const changedTests = (project) => {
  const files = [
    ...git(['diff', '--name-only', '--diff-filter=d', 'HEAD~1']),
    ...git(['ls-files', '--others', '--exclude-standard']),
  ]
  const prefix = `tests/${project}/`
  return [...new Set(files)].filter((file) => file.startsWith(prefix) && file.endsWith('.test.ts'))
}

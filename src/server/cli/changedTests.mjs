import { execFileSync } from 'node:child_process'
import { root } from './root.mjs'

/** @param {string[]} args */
const git = (args) => {
  try {
    const options = /** @type {const} */ ({
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return execFileSync('git', args, options).split('\n')
  } catch {
    // Not a checkout, or one without a commit before the last.
    return []
  }
}

/**
 * Test files of a project that were changed since the commit before the last one, or are new.
 * @param {string} project
 */
export const changedTests = (project) => {
  const files = [
    ...git(['diff', '--name-only', '--diff-filter=d', 'HEAD~1']),
    ...git(['ls-files', '--others', '--exclude-standard']),
  ]
  const prefix = `tests/${project}/`
  return [...new Set(files)].filter((file) => file.startsWith(prefix) && file.endsWith('.test.ts'))
}

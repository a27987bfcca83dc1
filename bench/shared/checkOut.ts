import { execFile } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../src/server/cli/root.mjs'
import { work } from './runBenchmark'

const run = promisify(execFile)

/**
 * Checks out the project as of a commit into a separate folder, with the packages that are installed now.
 * @returns the path of that folder
 */
export const checkOut = async (commit: string): Promise<string> => {
  const parent = join(work, 'before')
  const folder = join(parent, 'desk')
  await rm(parent, { force: true, recursive: true })
  await mkdir(folder, { recursive: true })
  const archive = join(parent, 'desk.tar')
  await run('git', ['archive', '--format=tar', '-o', archive, commit], { cwd: root })
  await run('tar', ['-xf', archive, '-C', folder])
  // Hard links, file by file: Next requires its packages within its own folder.
  await run('cp', ['-al', join(root, 'node_modules'), folder])
  return folder
}

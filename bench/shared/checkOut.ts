import { execFile } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../src/server/cli/root.mjs'
import { work } from './runBenchmark'

const run = promisify(execFile)

/**
 * Lays out the project as it was at a commit, with the packages of now.
 * @returns its folder
 */
export const checkOut = async (commit: string): Promise<string> => {
  const parent = join(work, 'before')
  const folder = join(parent, 'desk')
  await rm(parent, { force: true, recursive: true })
  await mkdir(folder, { recursive: true })
  const archive = join(parent, 'desk.tar')
  await run('git', ['archive', '--format=tar', '-o', archive, commit], { cwd: root })
  await run('tar', ['-xf', archive, '-C', folder])
  // Linked file by file: Next wants its packages within its own folder.
  await run('cp', ['-al', join(root, 'node_modules'), folder])
  return folder
}

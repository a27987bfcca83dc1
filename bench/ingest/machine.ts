import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../../src/server/cli/root.mjs'

/** What a result depends on apart from the code. */
export type Machine = Record<string, string>

const versionOf = (name: string): string => {
  const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version
}

const commit = (): string => {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' })
    const isClean =
      git('status', '--porcelain', '--', 'src', 'endpoints', 'collections').trim() === ''
    return `${git('rev-parse', '--short', 'HEAD').trim()}${isClean ? '' : ' and changes'}`
  } catch {
    return 'unknown'
  }
}

/** Describes this machine and the versions of what is measured. */
export const describeMachine = ({ postgres }: { postgres: string }): Machine => ({
  commit: commit(),
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  'load before': loadavg()
    .map((load) => load.toFixed(1))
    .join(' '),
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  next: versionOf('next'),
  node: process.versions.node,
  payload: versionOf('payload'),
  pg: versionOf('pg'),
  postgres: `${postgres}, fsync and synchronous_commit on`,
  processor: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  system: `${process.platform} ${release()} ${process.arch}`,
})

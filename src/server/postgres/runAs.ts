import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import type { Account } from './account'

/** Spawns a program under the cluster's account. */
export const runAs = ({
  account,
  args,
  options,
  program,
}: {
  account: Account
  args: readonly string[]
  options: SpawnOptions
  program: string
}): ChildProcess => {
  const [file = program, ...rest] = [...account.prefix, program, ...args]
  return spawn(file, rest, { ...options, ...account.spawnIds })
}

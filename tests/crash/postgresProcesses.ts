import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const parentOf = (id: number): number => {
  const stat = read(`/proc/${id}/stat`)
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** The first process of the embedded PostgreSQL of a data folder. */
export const postmasterOf = (folder: string): number => {
  const id = Number(read(join(folder, 'postgres', 'postmaster.pid')).split('\n')[0])
  if (!Number.isInteger(id) || id <= 1) throw new Error('The database does not run')
  return id
}

/** All that a postmaster has started: each is a session, so no signal to a group reaches them. */
export const childrenOf = (postmaster: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => parentOf(id) === postmaster)

/** A process that serves the desk, one at work if there is one. */
export const backendOf = (postmaster: number): number => {
  const backends = childrenOf(postmaster)
    .map((id) => ({ id, title: read(`/proc/${id}/cmdline`) }))
    .filter(({ title }) => title.startsWith('postgres: desk desk'))
  const found = backends.find(({ title }) => !title.includes('idle')) ?? backends[0]
  if (!found) throw new Error('Nobody is connected to the database')
  return found.id
}

/** Sends a signal to each that still runs. */
export const signalAll = (ids: readonly number[], signal: NodeJS.Signals): void => {
  for (const id of ids) {
    try {
      process.kill(id, signal)
    } catch {
      // Gone by itself: backends leave when their postmaster does.
    }
  }
}

import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second, on every architecture that Node runs on. */
const TICK_MILLISECONDS = 10

type Usage = { id: number; parent: number; ticks: number }

const readUsage = (id: number): Usage | undefined => {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
    // The process name before these fields may contain anything, brackets and spaces included.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number)
    const ticks = (user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0)
    return { id, parent: Number(fields[1]), ticks }
  } catch {
    return undefined
  }
}

/**
 * The CPU time used so far by a process and its descendants, in milliseconds, including those that have ended
 * and were waited for. Linux only: elsewhere it is NaN.
 */
export const processorTime = (root: number): number => {
  if (process.platform !== 'linux') return Number.NaN
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readUsage(Number(name)) ?? [])
  const family = new Set([root])
  for (let before = 0; before !== family.size; ) {
    before = family.size
    for (const { id, parent } of all) if (family.has(parent)) family.add(id)
  }
  const ticks = all.reduce((sum, each) => (family.has(each.id) ? sum + each.ticks : sum), 0)
  return ticks * TICK_MILLISECONDS
}

/**
 * The CPU time of this process's children that have ended, in milliseconds. Linux only: elsewhere it is NaN.
 */
export const endedChildrenTime = (): number => {
  if (process.platform !== 'linux') return Number.NaN
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(13, 15)
    .map(Number)
  return ((user ?? 0) + (system ?? 0)) * TICK_MILLISECONDS
}

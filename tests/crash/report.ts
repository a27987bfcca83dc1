import { KILLS } from './kills'
import type { CrashResult } from './runCrashes'

const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0)

/** How many rules were broken, and how often. */
export const countViolations = ({ verdict }: CrashResult): number =>
  sum(Object.values(verdict.violations))

/** The result as lines of a table. */
export const describeResult = (result: CrashResult): string => {
  const { kills, record, verdict } = result
  const answers = Object.entries(record.statuses).map(([status, count]) => `${count} × ${status}`)
  const slowest = (what: string) =>
    Math.max(...kills.filter((each) => each.what === what).map((each) => each.milliseconds)) / 1000
  const rows = [
    ['reports sent', sum(Object.values(record.statuses))],
    ['answers', answers.join(', ')],
    ['calls acknowledged', verdict.acknowledged],
    ['call summaries', verdict.summaries],
    ['deliveries', verdict.deliveries],
    ['slowest answer', `${(record.slowestMilliseconds / 1000).toFixed(1)} s`],
    ...KILLS.flatMap((what) => {
      const count = kills.filter((each) => each.what === what).length
      if (count === 0) return []
      return [[`killed: ${what}`, `${count}, serving again within ${slowest(what).toFixed(1)} s`]]
    }),
    ...Object.entries(verdict.violations),
  ]
  return rows.map(([name, value]) => `${String(name).padEnd(28)} ${value}`).join('\n')
}

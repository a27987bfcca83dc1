import type { Where } from 'payload'
import type { Bounded, Total } from './countBounded'

const isObject = (value: unknown): value is Where =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const leavesOut = (condition: unknown): boolean =>
  isObject(condition) &&
  Object.keys(condition).join() === 'not_equals' &&
  String(condition.not_equals) === 'true'

/** A filter without its condition, among those that all have to hold, that leaves tests out. */
export const withTests = (where: Where): { hadNone: boolean; rest: Where } => {
  let hadNone = false
  const entries = Object.entries(where).flatMap(([key, value]): [string, Where[string]][] => {
    if (key === 'isTest' && leavesOut(value)) {
      hadNone = true
      return []
    }
    if (key !== 'and' || !Array.isArray(value)) return [[key, value]]
    const parts = value.filter(isObject).map(withTests)
    hadNone ||= parts.some((part) => part.hadNone)
    const rests = parts.map(({ rest }) => rest).filter((rest) => Object.keys(rest).length > 0)
    return rests.length > 0 ? [[key, rests]] : []
  })
  return { hadNone, rest: Object.fromEntries(entries) }
}

type Count = (bounded: Bounded) => Promise<Total>

/**
 * Counts what leaves tests out as all, less the tests. Clients' lists do; whether a call is a test stands in
 * no index but the one of tests, and to look into each call would cost what counting by an index saves.
 */
export const countWithoutTests =
  (count: Count): Count =>
  async (bounded) => {
    const { args } = bounded
    const { hadNone, rest } = withTests(args.where ?? {})
    if (!hadNone) return count(bounded)
    const all = await count({ ...bounded, args: { ...args, where: rest } })
    if (all.totalDocsEstimated || all.totalDocs === 0) return all
    const where: Where = { and: [rest, { isTest: { equals: true } }] }
    const tests = await count({ ...bounded, args: { ...args, where } })
    return { ...all, totalDocs: Math.max(0, all.totalDocs - tests.totalDocs) }
  }

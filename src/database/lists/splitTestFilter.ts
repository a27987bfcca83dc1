import type { Where } from 'payload'
import { isObject, isWhere } from '../../lib/values'

const leavesOut = (condition: unknown): boolean =>
  isObject(condition) &&
  Object.keys(condition).join() === 'not_equals' &&
  String(condition.not_equals) === 'true'

/**
 * A filter without its condition, among those that all have to hold, that leaves tests out. Clients' lists
 * do; whether a call is a test stands in no index but the one of tests, and to look into each call would
 * cost what counting by an index saves. So all are counted, less the tests.
 */
export const splitTestFilter = (where: Where): { hadNone: boolean; rest: Where } => {
  let hadNone = false
  const entries = Object.entries(where).flatMap(([key, value]): [string, Where[string]][] => {
    if (key === 'isTest' && leavesOut(value)) {
      hadNone = true
      return []
    }
    if (key !== 'and' || !Array.isArray(value)) return [[key, value]]
    const parts = value.filter(isWhere).map(splitTestFilter)
    hadNone ||= parts.some((part) => part.hadNone)
    const rests = parts.map(({ rest }) => rest).filter((rest) => Object.keys(rest).length > 0)
    return rests.length > 0 ? [[key, rests]] : []
  })
  return { hadNone, rest: Object.fromEntries(entries) }
}

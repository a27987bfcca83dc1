import type { Where } from 'payload'
import { isObject, isWhere } from '../../lib/values'

const isNotTrue = (condition: unknown): boolean =>
  isObject(condition) &&
  Object.keys(condition).join() === 'not_equals' &&
  String(condition.not_equals) === 'true'

/**
 * Splits a filter into `rest`, which lacks the condition that excludes test calls (at the top or within
 * `and`), and whether it had that condition. Clients' lists have it. Only the index of test calls tells
 * whether a call is one, and looking into each call would cost what counting by an index saves. So all calls
 * are counted, and the test calls subtracted.
 */
export const splitTestFilter = (where: Where): { excludesTests: boolean; rest: Where } => {
  let excludesTests = false
  const entries = Object.entries(where).flatMap(([key, value]): [string, Where[string]][] => {
    if (key === 'isTest' && isNotTrue(value)) {
      excludesTests = true
      return []
    }
    if (key !== 'and' || !Array.isArray(value)) return [[key, value]]
    const parts = value.filter(isWhere).map(splitTestFilter)
    excludesTests ||= parts.some((part) => part.excludesTests)
    const rests = parts.map(({ rest }) => rest).filter((rest) => Object.keys(rest).length > 0)
    return rests.length > 0 ? [[key, rests]] : []
  })
  return { excludesTests, rest: Object.fromEntries(entries) }
}

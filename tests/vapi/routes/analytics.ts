import { updatedAtOf } from '../callRow'
import type { OrgState, StoredCall } from '../org'
import { ok, refuse } from '../replies'
import { type Asked, iso, isRow, type Reply, type Row, rowOf, textOf, textsOf } from '../types'

const DAY_MS = 86_400_000

const OPERATIONS = ['avg', 'count', 'history', 'max', 'min', 'sum']

const costOf = (org: OrgState, call: StoredCall): number =>
  call.endedAt === null ? 0 : updatedAtOf(org, call) > call.endedAt ? call.correctedCost : 0

const columnOf = (org: OrgState, column: unknown, call: StoredCall): number => {
  if (column === 'cost') return costOf(org, call)
  if (column === 'duration' && call.startedAt !== null && call.endedAt !== null) {
    return (call.endedAt - call.startedAt) / 1_000
  }
  return 0
}

const compute = (org: OrgState, operation: Row, calls: readonly StoredCall[]): number => {
  if (operation.operation === 'count') return calls.length
  const values = calls.map((call) => columnOf(org, operation.column, call))
  const sum = values.reduce((total, value) => total + value, 0)
  if (operation.operation === 'avg') return values.length === 0 ? 0 : sum / values.length
  if (operation.operation === 'min') return Math.min(...values)
  if (operation.operation === 'max') return Math.max(...values)
  return Math.round(sum * 10_000) / 10_000
}

const groupOf = (call: StoredCall, names: readonly string[]): Row =>
  Object.fromEntries(
    names.map((name) => [
      name,
      name === 'assistantId'
        ? call.assistantId
        : name === 'status'
          ? call.status
          : name === 'type'
            ? call.type
            : call.endedReason,
    ]),
  )

const answerQuery = (org: OrgState, query: Row): Row => {
  const range = rowOf(query.timeRange)
  const start = Date.parse(textOf(range.start) ?? iso(org.clock.now() - 7 * DAY_MS))
  const end = Date.parse(textOf(range.end) ?? iso(org.clock.now()))
  const groupBy = textsOf(query.groupBy)
  const byDay = range.step === 'day'
  const groups = new Map<string, { calls: StoredCall[]; head: Row }>()
  for (const call of org.calls.values()) {
    if (call.createdAt < start || call.createdAt > end) continue
    const day = byDay ? { date: iso(Math.floor(call.createdAt / DAY_MS) * DAY_MS) } : {}
    const head = { ...day, ...groupOf(call, groupBy) }
    const key = JSON.stringify(head)
    groups.set(key, { calls: [...(groups.get(key)?.calls ?? []), call], head })
  }
  const operations = Array.isArray(query.operations) ? query.operations.map(rowOf) : []
  const result = [...groups.values()].map(({ calls, head }) => ({
    ...head,
    ...Object.fromEntries(
      operations.map((operation) => {
        const value = compute(org, operation, calls)
        const alias = textOf(operation.alias) ?? `${operation.operation}${operation.column}`
        return [alias, org.modes.analyticsAsText ? String(value) : value]
      }),
    ),
  }))
  return {
    name: query.name,
    result,
    timeRange: { end: iso(end), start: iso(start), step: range.step ?? 'day' },
  }
}

const problemsOf = (body: unknown): string[] => {
  if (!isRow(body)) return ['body must be an object']
  const queries = Array.isArray(body.queries) ? body.queries.map(rowOf) : []
  const problems = Object.keys(body)
    .filter((key) => key !== 'queries')
    .map((key) => `property ${key} should not exist`)
  if (queries.length === 0) problems.push('queries should not be empty')
  for (const query of queries) {
    if (query.table !== 'call') problems.push('table must be call')
    if (typeof query.name !== 'string') problems.push('name must be a string')
    for (const operation of Array.isArray(query.operations) ? query.operations.map(rowOf) : []) {
      if (!OPERATIONS.includes(String(operation.operation))) {
        problems.push(`operation must be one of: ${OPERATIONS.join(', ')}`)
      }
    }
  }
  return problems
}

/** `POST /analytics`: counts of the same calls, of every status, in days of UTC. */
export const analytics = (org: OrgState, { body }: Asked): Reply => {
  const problems = problemsOf(body)
  if (problems.length > 0) return refuse(400, problems)
  const queries = Array.isArray(rowOf(body).queries) ? rowOf(body).queries : []
  const rows = Array.isArray(queries) ? queries.map(rowOf) : []
  return ok(
    rows.map((query) => answerQuery(org, query)),
    201,
  )
}

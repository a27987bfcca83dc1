import { callRow, isPastRetention, updatedAtOf } from '../callRow'
import type { Links } from '../links'
import type { OrgState } from '../org'
import { isInRange, LIST_PARAMETERS, limitOf, newestFirst, wrongQuery } from '../query'
import { ok, pastRetention, refuse } from '../replies'
import type { Asked, Reply } from '../types'

const PARAMETERS = [...LIST_PARAMETERS, 'assistantId', 'id', 'phoneNumberId']

const isAsked = (query: URLSearchParams, name: string, value: null | string): boolean =>
  !query.has(name) || query.get(name) === value

const pages = new WeakMap<OrgState, number>()

const oldestAsked = (query: URLSearchParams): number => {
  const bounds = ['createdAtGe', 'createdAtGt'].map((name) => query.get(name))
  const given = bounds.filter((bound) => bound !== null).map((bound) => Date.parse(bound))
  return given.length > 0 ? Math.max(...given) : Number.POSITIVE_INFINITY
}

/** `GET /call`: what the query asks for, the newest first, as full rows. */
export const listCalls = (org: OrgState, { query }: Asked, links: Links): Reply => {
  const wrong = wrongQuery(query, PARAMETERS)
  if (wrong) return wrong
  const { modes } = org
  if (isPastRetention(org, oldestAsked(query))) return pastRetention(modes.retentionDays ?? 14)
  const limit = Math.min(limitOf(query), modes.listCap ?? 1_000)
  if (modes.slowFrom !== null && limitOf(query) >= modes.slowFrom)
    return { instead: 'hang', status: 200 }
  const found = newestFirst(org.calls.values()).filter(
    (call) =>
      isAsked(query, 'assistantId', call.assistantId) &&
      isAsked(query, 'phoneNumberId', call.phoneNumberId) &&
      isAsked(query, 'id', call.id) &&
      !isPastRetention(org, call.createdAt) &&
      isInRange(query, { createdAt: call.createdAt, updatedAt: updatedAtOf(org, call) }),
  )
  if (modes.isAscending) found.reverse()
  const isEmpty = modes.assistantFilterIsEmpty && query.has('assistantId')
  const rows = isEmpty ? [] : found.slice(0, limit).map((call) => callRow(org, call, links))
  const page = (pages.get(org) ?? 0) + 1
  pages.set(org, page)
  modes.afterPage?.(page)
  return ok(rows)
}

/** `GET /call/{id}`. */
export const getCall = (org: OrgState, id: string, links: Links): Reply => {
  const call = org.calls.get(id)
  if (!call) return refuse(404, `Couldn't find call with id ${id}`)
  if (isPastRetention(org, call.createdAt)) return pastRetention(org.modes.retentionDays ?? 14)
  return ok(callRow(org, call, links))
}

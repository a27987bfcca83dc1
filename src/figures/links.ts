import type { Where } from 'payload'
import type { SetupStatus } from '../clients/setupStatus'
import { CHAT_TYPE } from '../vapi/callType'
import { CALL_CATEGORIES, type CallCategory } from './callCategories'

/** A list of the admin, with the filter that shows exactly the documents that a figure counts. */
export type ListLink = {
  collection: 'audit-log' | 'call-summaries' | 'notifications' | 'users' | 'webhook-deliveries'
  where: Where
}

type Condition = Record<string, Record<string, string | string[]>>

/** A list with this filter. It has the shape of Payload's filter builder, so that it is shown there. */
export const listLink = (collection: ListLink['collection'], and: Condition[]): ListLink => ({
  collection,
  where: { or: [{ and }] },
})

/** The comparison that finds any of these outcomes; without any, it finds calls without an outcome. */
export const anyOf = (outcomes: readonly string[]): Condition[string] => {
  const [only, ...more] = outcomes
  if (only === undefined) return { exists: 'false' }
  return more.length === 0 ? { equals: only } : { in: [...outcomes] }
}

type Calls = {
  category?: CallCategory
  /** Reported at or after this instant. */
  from: string
  /** With one of these outcomes; none: without an outcome. */
  outcomes?: readonly string[]
  /** Reported before this instant. */
  until?: string
  /** The ID of a client, or null for all clients. */
  clientID: null | string
}

/** The calls that figures count: no test calls, no chats. */
export const callsLink = ({ category, from, outcomes, until, clientID }: Calls): ListLink =>
  listLink('call-summaries', [
    ...(clientID === null ? [] : [{ client: { equals: clientID } }]),
    { reportedAt: { greater_than_equal: from } },
    ...(until === undefined ? [] : [{ reportedAt: { less_than: until } }]),
    ...(category === undefined ? [] : [{ endedGroup: { in: [...CALL_CATEGORIES[category]] } }]),
    ...(outcomes === undefined ? [] : [{ outcome: anyOf(outcomes) }]),
    { callType: { not_equals: CHAT_TYPE } },
    { isTest: { not_equals: 'true' } },
  ])

const CLIENT: Condition[] = [
  { isActive: { equals: 'true' } },
  { isStaff: { not_equals: 'true' } },
  { isSuperuser: { not_equals: 'true' } },
]

/** Active clients with a setup status. */
export const statusLink = (status: SetupStatus): ListLink =>
  listLink('users', [...CLIENT, { setupStatus: { equals: status } }])

/** Active clients that are not live yet and have been in their status since before an instant. */
export const stuckLink = (before: string): ListLink =>
  listLink('users', [
    ...CLIENT,
    { setupStatus: { not_equals: 'live' satisfies SetupStatus } },
    { setupStatusSince: { less_than: before } },
  ])

/** Users by ID. */
export const usersLink = (ids: readonly string[]): ListLink =>
  listLink('users', [{ id: { in: [...ids] } }])

/** Deliveries that need review and were not seen yet. */
export const reviewLink = (clientID: null | string): ListLink =>
  listLink('webhook-deliveries', [
    ...(clientID === null ? [] : [{ client: { equals: clientID } }]),
    { state: { equals: 'needs_review' } },
    { seenAt: { exists: 'false' } },
  ])

/** Calls that clients reported as wrong and staff have not answered yet. */
export const feedbackLink = (): ListLink =>
  listLink('call-summaries', [{ 'feedback.state': { equals: 'new' } }])

/** Calls that are on the to-do list of a client. */
export const openFollowUpsLink = (): ListLink =>
  listLink('call-summaries', [{ followUp: { equals: 'open' } }])

/** Failed notifications. */
export const deadLink = (): ListLink => listLink('notifications', [{ state: { equals: 'dead' } }])

/** Waiting notifications that were due at an instant. */
export const dueLink = (until: string): ListLink =>
  listLink('notifications', [
    { state: { equals: 'waiting' } },
    { dueAt: { less_than_equal: until } },
  ])

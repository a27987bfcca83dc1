import type { Where } from 'payload'
import type { SetupStatus } from '../clients/setupStatus'
import { CHAT_TYPE } from '../vapi/callType'
import { BANDS, type Band } from './bands'

/** A list of the admin, and the filter with which it shows what a figure counts. */
export type ListLink = {
  collection: 'call-summaries' | 'notifications' | 'users' | 'webhook-deliveries'
  where: Where
}

type Condition = Record<string, Record<string, string | string[]>>

/** In the shape of Payload's filter builder, so that it shows up there. */
const link = (collection: ListLink['collection'], and: Condition[]): ListLink => ({
  collection,
  where: { or: [{ and }] },
})

type Calls = {
  band?: Band
  /** From this instant on. */
  from: string
  /** Those with this outcome; null: with none. */
  outcome?: null | string
  /** Before this instant. */
  until?: string
  /** Whose: a client's by its id, or null for all. */
  whose: null | string
}

/** Calls that figures count: no tests, no chats. */
export const callsLink = ({ band, from, outcome, until, whose }: Calls): ListLink =>
  link('call-summaries', [
    ...(whose === null ? [] : [{ client: { equals: whose } }]),
    { reportedAt: { greater_than_equal: from } },
    ...(until === undefined ? [] : [{ reportedAt: { less_than: until } }]),
    ...(band === undefined ? [] : [{ endedGroup: { in: [...BANDS[band]] } }]),
    ...(outcome === undefined
      ? []
      : [{ outcome: outcome === null ? { exists: 'false' } : { equals: outcome } }]),
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
  link('users', [...CLIENT, { setupStatus: { equals: status } }])

/** Active clients that have been in a status before “Live” since before an instant. */
export const stuckLink = (before: string): ListLink =>
  link('users', [
    ...CLIENT,
    { setupStatus: { not_equals: 'live' satisfies SetupStatus } },
    { setupStatusSince: { less_than: before } },
  ])

/** These users. */
export const usersLink = (ids: readonly string[]): ListLink =>
  link('users', [{ id: { in: [...ids] } }])

/** Deliveries that need review. */
export const reviewLink = (whose: null | string): ListLink =>
  link('webhook-deliveries', [
    ...(whose === null ? [] : [{ client: { equals: whose } }]),
    { state: { equals: 'needs_review' } },
  ])

/** Notifications that were given up. */
export const deadLink = (): ListLink => link('notifications', [{ state: { equals: 'dead' } }])

/** Notifications that should have been sent before an instant. */
export const dueLink = (until: string): ListLink =>
  link('notifications', [{ state: { equals: 'waiting' } }, { dueAt: { less_than_equal: until } }])

import type { PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { holds } from '../../access/holds'
import { changesSchema } from '../../audit/changes'
import { type ShownOutcome, shownOutcome } from '../../fields/outcomeLabel'
import { outcomesOf } from '../../fields/outcomes'
import { type DeliveryProblems, readDeliveryProblems } from '../../figures/deliveryProblems'
import { WIDGET_PERMISSIONS } from '../../figures/permissions'
import { oneLine } from '../../mail/templates/clean'
import type { CallSummary, User } from '../../payload-types'
import { CHAT_TYPE } from '../../vapi/callType'
import { ENDED_GROUPS, type EndedGroup } from '../../vapi/endedReason'
import type { Outcome } from '../../vapi/mapping/mapping'
import { settle } from '../Dashboard/settle'
import { callerOf } from '../shared/caller'

const LATEST_CALLS = 10
const SUMMARY_LENGTH = 160
/** How many entries of the history are looked through for a client's deactivation. */
const MAX_ENTRIES = 50

/** A call in the list of the latest ones. null: not known. */
export type LatestCall = {
  at: null | string
  caller: null | string
  endedGroup: EndedGroup
  id: string
  isTest: boolean
  isWithheld: boolean
  outcome: null | ShownOutcome
  summary: null | string
}

/** What needs a look, by the same rules as the dashboard's *Delivery problems*. */
export type Problems = Pick<
  DeliveryProblems['clients'][number],
  'needsReview' | 'refusedAt' | 'refusedReason'
>

/** What the page of a client shows next to the client, as far as this person may read it. */
export type Overview = {
  /** When it was read. */
  at: string
  /** The latest calls, and when the last one was reported that figures count; null: not for this person. */
  calls: null | { lastAt: null | string; latest: LatestCall[] }
  /** Since when the client is inactive; null: it is active, or nobody knows. */
  inactiveSince: null | string
  /** null: not for this person, or the database did not answer in time. */
  problems: null | Problems
}

type ReadCall = Pick<
  CallSummary,
  | 'customerName'
  | 'customerPhone'
  | 'customerPhoneSource'
  | 'endedGroup'
  | 'id'
  | 'isTest'
  | 'outcome'
  | 'reportedAt'
  | 'startedAt'
  | 'summary'
>

const outcomeOf = (call: ReadCall, own: readonly Outcome[]): LatestCall['outcome'] => {
  const shown = shownOutcome(own, oneLine(call.outcome ?? '', 500))
  return shown && { ...shown, text: oneLine(shown.text, 60) }
}

const latestOf = (call: ReadCall, own: readonly Outcome[]): LatestCall => ({
  at: call.startedAt ?? call.reportedAt ?? null,
  caller: callerOf(call),
  endedGroup: ENDED_GROUPS.find((group) => group === call.endedGroup) ?? 'unknown',
  id: call.id,
  isTest: call.isTest === true,
  isWithheld: call.customerPhoneSource === 'withheld',
  outcome: outcomeOf(call, own),
  summary: oneLine(call.summary ?? '', SUMMARY_LENGTH) || null,
})

const findCalls = (req: PayloadRequest, where: Where, limit: number) =>
  req.payload.find({
    collection: 'call-summaries',
    depth: 0,
    limit,
    overrideAccess: false,
    pagination: false,
    req,
    // Large fields stay in the database.
    select: {
      customerName: true,
      customerPhone: true,
      customerPhoneSource: true,
      endedGroup: true,
      isTest: true,
      outcome: true,
      reportedAt: true,
      startedAt: true,
      summary: true,
    },
    sort: '-reportedAt',
    where,
  })

const callsOf = async (req: PayloadRequest, id: string): Promise<Overview['calls']> => {
  if (!(await holds(req, 'call-summaries.view'))) return null
  const ofClient: Where = { client: { equals: id } }
  const counted: Where = {
    and: [
      ofClient,
      { reportedAt: { exists: true } },
      { callType: { not_equals: CHAT_TYPE } },
      { isTest: { not_equals: true } },
    ],
  }
  const [own, latest, last] = await Promise.all([
    outcomesOf(req.payload),
    findCalls(req, ofClient, LATEST_CALLS),
    findCalls(req, counted, 1),
  ])
  return {
    lastAt: last.docs[0]?.reportedAt ?? null,
    latest: latest.docs.map((call) => latestOf(call, own)),
  }
}

const problemsOf = async (req: PayloadRequest, id: string): Promise<null | Problems> => {
  for (const permission of WIDGET_PERMISSIONS['delivery-problems']) {
    if (!(await holds(req, permission))) return null
  }
  const { pool } = req.payload.db
  const settled = await settle(() => readDeliveryProblems({ clientID: id, pool }), req)
  if ('problem' in settled) return null
  const [found] = settled.value.clients
  return {
    needsReview: found?.needsReview ?? 0,
    refusedAt: found?.refusedAt ?? null,
    refusedReason: found?.refusedReason ?? null,
  }
}

const entriesSchema = z.array(
  z.object({ at: z.string(), changes: changesSchema.nullish().catch(null) }),
)

const inactiveSince = async (req: PayloadRequest, id: string): Promise<null | string> => {
  if (!(await holds(req, 'audit-log.view'))) return null
  const { docs } = await req.payload.find({
    collection: 'audit-log',
    depth: 0,
    limit: MAX_ENTRIES,
    overrideAccess: false,
    pagination: false,
    req,
    select: { at: true, changes: true },
    sort: '-at',
    where: {
      and: [
        { action: { equals: 'changed' } },
        { collection: { equals: 'users' } },
        { document: { equals: id } },
      ],
    },
  })
  const entries = entriesSchema.safeParse(docs).data ?? []
  return entries.find(({ changes }) => changes?.isActive)?.at ?? null
}

/** Reads what belongs to the page of a client, each part by the rules for the person who asks. */
export const readOverview = async (
  req: PayloadRequest,
  { id, isActive }: Pick<User, 'id' | 'isActive'>,
): Promise<Overview> => {
  const [calls, problems, since] = await Promise.all([
    callsOf(req, id),
    problemsOf(req, id),
    isActive ? null : inactiveSince(req, id),
  ])
  return { at: new Date().toISOString(), calls, inactiveSince: since, problems }
}

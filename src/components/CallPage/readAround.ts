import type { PayloadRequest, Where } from 'payload'
import { holds } from '../../access/holds'
import type { CallSummary, Notification, WebhookDelivery } from '../../payload-types'
import { type Named, nameRelated } from '../RelationName/names'

const MAX_EVENTS = 20

/** What the page of a call shows next to the call, as far as this person may read it. */
export type Around = {
  client: Named & { currency: null | string; id: string; timeZone: null | string }
  deliveries: Pick<WebhookDelivery, 'id' | 'receivedAt' | 'state'>[]
  /** The calls of the same client before and after this one, by the time of the report. */
  earlier: null | string
  later: null | string
  notifications: Pick<Notification, 'channel' | 'dueAt' | 'id' | 'sentAt' | 'state'>[]
}

const idOf = (relation: { id: string } | string): string =>
  typeof relation === 'string' ? relation : relation.id

type Region = { currency: null | string; timeZone: null | string }

const UNKNOWN: Region = { currency: null, timeZone: null }

const regionOf = async (req: PayloadRequest, id: string): Promise<Region> => {
  const { docs } = await req.payload.find({
    collection: 'users',
    depth: 0,
    limit: 1,
    overrideAccess: false,
    pagination: false,
    req,
    select: { currency: true, timezone: true },
    where: { id: { equals: id } },
  })
  const [client] = docs
  return { currency: client?.currency ?? null, timeZone: client?.timezone ?? null }
}

type Call = Pick<CallSummary, 'client' | 'id' | 'reportedAt'>

const neighbourOf = async (
  req: PayloadRequest,
  { client, id, reportedAt }: Call,
  direction: 'earlier' | 'later',
): Promise<null | string> => {
  if (!reportedAt) return null
  const beyond = direction === 'later' ? 'greater_than' : 'less_than'
  // Calls that were reported at the same instant follow each other by id, as in lists.
  const place: Where = {
    or: [
      { reportedAt: { [beyond]: reportedAt } },
      { and: [{ reportedAt: { equals: reportedAt } }, { id: { [beyond]: id } }] },
    ],
  }
  const { docs } = await req.payload.find({
    collection: 'call-summaries',
    depth: 0,
    limit: 1,
    overrideAccess: false,
    pagination: false,
    req,
    select: { reportedAt: true },
    sort: direction === 'later' ? 'reportedAt' : '-reportedAt',
    where: { and: [{ client: { equals: idOf(client) } }, place] },
  })
  return docs[0]?.id ?? null
}

const deliveriesOf = async (req: PayloadRequest, id: string): Promise<Around['deliveries']> => {
  if (!(await holds(req, 'webhook-deliveries.view'))) return []
  const { docs } = await req.payload.find({
    collection: 'webhook-deliveries',
    depth: 0,
    limit: MAX_EVENTS,
    overrideAccess: false,
    pagination: false,
    req,
    select: { receivedAt: true, state: true },
    sort: 'receivedAt',
    where: { callSummary: { equals: id } },
  })
  return docs
}

const notificationsOf = async (
  req: PayloadRequest,
  id: string,
): Promise<Around['notifications']> => {
  if (!(await holds(req, 'notifications.view'))) return []
  const { docs } = await req.payload.find({
    collection: 'notifications',
    depth: 0,
    limit: MAX_EVENTS,
    overrideAccess: false,
    pagination: false,
    req,
    select: { channel: true, dueAt: true, sentAt: true, state: true },
    sort: 'dueAt',
    where: { callSummary: { equals: id } },
  })
  return docs
}

/** Reads what belongs to a call, each part by the rules for the person who asks. */
export const readAround = async (req: PayloadRequest, call: Call): Promise<Around> => {
  const clientID = idOf(call.client)
  const named = await nameRelated('users', clientID, { payload: req.payload, req })
  const [region, earlier, later, deliveries, notifications] = await Promise.all([
    named.isOpen ? regionOf(req, clientID) : UNKNOWN,
    neighbourOf(req, call, 'earlier'),
    neighbourOf(req, call, 'later'),
    deliveriesOf(req, call.id),
    notificationsOf(req, call.id),
  ])
  return {
    client: { ...named, ...region, id: clientID },
    deliveries,
    earlier,
    later,
    notifications,
  }
}

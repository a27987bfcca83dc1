import { headers as requestHeaders } from 'next/headers.js'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { cache } from 'react'
import { holds } from '../../access/holds'
import { readCallers, readClientLabels, readClientZones } from '../../clients/names'
import { inOneRead } from '../../lib/inOneRead'
import { executeAuthStrategies } from '../../payload/operations'

/** A related document: its name as the user may see it, and whether the user may open it. */
export type Named = { isOpen: boolean; name: null | string }

/** The collections whose documents are shown by name. */
export type NamedCollection = 'call-summaries' | 'users'

// Cells do not get the request. All cells of a page have the same user, so it is read once per page.
const visitorOf = cache(async (payload: Payload): Promise<PayloadRequest> => {
  const { user } = await executeAuthStrategies({ headers: await requestHeaders(), payload })
  return createLocalReq(user ? { user } : {}, payload)
})

const labels = cache((payload: Payload) =>
  inOneRead((ids) => readClientLabels(payload.db.pool, ids)),
)
const zones = cache((payload: Payload) => inOneRead((ids) => readClientZones(payload.db.pool, ids)))
const callers = cache((payload: Payload) => inOneRead((ids) => readCallers(payload.db.pool, ids)))

const looksLikeEmail = (label: string): boolean => /\S@\S/.test(label)

const nameClient = async (id: string, req: PayloadRequest): Promise<Named> => {
  const [label, isOpen] = await Promise.all([labels(req.payload)(id), holds(req, 'users.view')])
  // Users who may read the call may know the client's name, but not its e-mail address.
  return { isOpen, name: label && (isOpen || !looksLikeEmail(label)) ? label : null }
}

const nameCall = async (id: string, req: PayloadRequest): Promise<Named> => {
  const isOpen = await holds(req, 'call-summaries.view')
  return { isOpen, name: isOpen ? ((await callers(req.payload)(id)) ?? null) : null }
}

/**
 * The name of a related document, for users who may read the row that refers to it. All rows of a page are
 * read in one query.
 * @param req the page's request, if it is known
 */
export const nameRelated = async (
  collection: NamedCollection,
  id: string,
  { payload, req }: { payload: Payload; req?: PayloadRequest },
): Promise<Named> => {
  const visitor = req ?? (await visitorOf(payload))
  return collection === 'users' ? nameClient(id, visitor) : nameCall(id, visitor)
}

/** A client's time zone, for users who may see clients. Null if there is none. All rows are read in one query. */
export const clientZone = async (
  id: string,
  { payload }: { payload: Payload },
): Promise<null | string> => {
  const visitor = await visitorOf(payload)
  return (await holds(visitor, 'users.view')) ? ((await zones(payload)(id)) ?? null) : null
}

import { headers as requestHeaders } from 'next/headers.js'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { cache } from 'react'
import { holds } from '../../access/holds'
import { readCallers, readClientLabels } from '../../clients/names'
import { inOneRead } from '../../lib/inOneRead'
import { executeAuthStrategies } from '../../payload/operations'

/** What a row leads to: its name as this person may see it, and whether there is a page to open. */
export type Named = { isOpen: boolean; name: null | string }

/** Relations whose names are shown. */
export type NamedCollection = 'call-summaries' | 'users'

// A cell is told of no request. One visitor a page, so it is asked for once a page.
const visitorOf = cache(async (payload: Payload): Promise<PayloadRequest> => {
  const { user } = await executeAuthStrategies({ headers: await requestHeaders(), payload })
  return createLocalReq(user ? { user } : {}, payload)
})

const labels = cache((payload: Payload) =>
  inOneRead((ids) => readClientLabels(payload.db.pool, ids)),
)
const callers = cache((payload: Payload) => inOneRead((ids) => readCallers(payload.db.pool, ids)))

const looksLikeEmail = (label: string): boolean => /\S@\S/.test(label)

const nameClient = async (id: string, req: PayloadRequest): Promise<Named> => {
  const [label, isOpen] = await Promise.all([labels(req.payload)(id), holds(req, 'users.view')])
  // Whoever may read the call may know whose it is, but not how to write to them.
  return { isOpen, name: label && (isOpen || !looksLikeEmail(label)) ? label : null }
}

const nameCall = async (id: string, req: PayloadRequest): Promise<Named> => {
  const isOpen = await holds(req, 'call-summaries.view')
  return { isOpen, name: isOpen ? ((await callers(req.payload)(id)) ?? null) : null }
}

/**
 * What to call a related document, for whoever may read the row that names it. Rows of one page are read
 * together.
 * @param req of the page, where one is at hand
 */
export const nameRelated = async (
  collection: NamedCollection,
  id: string,
  { payload, req }: { payload: Payload; req?: PayloadRequest },
): Promise<Named> => {
  const visitor = req ?? (await visitorOf(payload))
  return collection === 'users' ? nameClient(id, visitor) : nameCall(id, visitor)
}

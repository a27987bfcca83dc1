import type { PayloadRequest } from 'payload'
import { isByKey } from '../access/byKey'
import { keyNameOf } from '../access/keyNames'
import { type SeenBy, seenByOf } from '../access/readOnly'
import { isStaff } from '../access/roles'
import type { ActorKind } from './actions'
import type { Actor } from './log'
import { requestSource } from './requestSource'

type RequestUser = Pick<PayloadRequest, 'payloadAPI' | 'user'>

const kindOf = (req: RequestUser, seenBy: null | SeenBy): ActorKind => {
  if (seenBy) return isStaff(seenBy) ? 'staff' : 'client'
  if (!req.user) return req.payloadAPI === 'local' ? 'system' : 'visitor'
  if (isByKey(req)) return 'api_key'
  return isStaff(req.user) ? 'staff' : 'client'
}

/** The actor of a request, for the history. Staff who see the portal as a client are themselves. */
export const actorOf = (req: RequestUser): Actor => {
  const seenBy = seenByOf(req.user)
  const user = seenBy ?? req.user
  return {
    actor: user ? String(user.id) : null,
    actorEmail: user?.email ?? null,
    actorKind: kindOf(req, seenBy),
    actorLabel: user ? user.name || user.email : null,
    ip: requestSource(),
    via: (user && keyNameOf(user)) ?? null,
  }
}

/** The actor of a request that is not signed in. */
export const visitor = (): Actor => actorOf({ payloadAPI: 'REST', user: null })

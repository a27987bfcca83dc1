import type { PayloadRequest } from 'payload'
import { isByKey } from '../access/byKey'
import { keyNameOf } from '../access/keyNames'
import { isStaff } from '../access/roles'
import type { ActorKind } from './actions'
import type { Actor } from './log'
import { requestSource } from './requestSource'

type RequestUser = Pick<PayloadRequest, 'payloadAPI' | 'user'>

const kindOf = (req: RequestUser): ActorKind => {
  if (!req.user) return req.payloadAPI === 'local' ? 'system' : 'visitor'
  if (isByKey(req)) return 'api_key'
  return isStaff(req.user) ? 'staff' : 'client'
}

/** The actor of a request, for the history. */
export const actorOf = (req: RequestUser): Actor => {
  const { user } = req
  return {
    actor: user ? String(user.id) : null,
    actorEmail: user?.email ?? null,
    actorKind: kindOf(req),
    actorLabel: user ? user.name || user.email : null,
    ip: requestSource(),
    via: (user && keyNameOf(user)) ?? null,
  }
}

/** The actor of a request that is not signed in. */
export const visitor = (): Actor => actorOf({ payloadAPI: 'REST', user: null })

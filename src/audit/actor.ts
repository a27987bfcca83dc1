import type { PayloadRequest } from 'payload'
import { isByKey } from '../access/byKey'
import { keyNameOf } from '../access/keyNames'
import { isStaff } from '../access/roles'
import type { ActorKind } from './actions'
import type { Actor } from './log'
import { requestSource } from './requestSource'

type Asked = Pick<PayloadRequest, 'payloadAPI' | 'user'>

const kindOf = (req: Asked): ActorKind => {
  if (!req.user) return req.payloadAPI === 'local' ? 'system' : 'visitor'
  if (isByKey(req)) return 'api_key'
  return isStaff(req.user) ? 'staff' : 'client'
}

/** Who is behind a request. */
export const actorOf = (req: Asked): Actor => {
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

/** Somebody who is not signed in. */
export const visitor = (): Actor => actorOf({ payloadAPI: 'REST', user: null })

import type { PayloadRequest } from 'payload'
import { isByKey } from '../access/byKey'
import { isStaff } from '../access/roles'
import { keyNameOf } from '../keys/keyNames'
import type { ActorKind } from './actions'
import { requestSource } from './requestSource'

/** Who did something. Texts, not a relation: they outlive the account. */
export type Actor = {
  actor: null | string
  actorEmail: null | string
  actorKind: ActorKind
  actorLabel: null | string
  ip: null | string
  /** The name of the API key, when it was one that has a name. */
  via: null | string
}

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

import type { Payload } from 'payload'
import { tokenIndex } from '../clients/tokenIndex'
import { readGuard } from '../ingest/guards'
import { targetOf } from './address'
import type { Finding, Found } from './findings'
import type { OwnSocket } from './ownSocket'
import { readStoredTest, readToken } from './testCalls'

const DATABASE_TIMEOUT_MS = 5_000

/** The client to test, and how the request for the test reached the desk. */
export type Test = {
  clientID: string
  origin: string | undefined
  own: OwnSocket | undefined
  payload: Payload
}

/** Resolves the target of the test, and reads the sender verification that the client requires. */
export const resolveTarget = async ({ clientID, origin, own, payload }: Test) => {
  const token = await readToken(payload, clientID)
  if (token === null) return { finding: { code: 'addressNoToken' } } satisfies Found<never>
  const { routes, serverURL } = payload.config
  const target = targetOf({ api: routes.api, origin, own, serverURL, token })
  if (!target) return { finding: { code: 'addressNone' } } satisfies Found<never>
  const read = await readGuard({
    deadline: Date.now() + DATABASE_TIMEOUT_MS,
    payload,
    tokenIndex: tokenIndex({ secret: payload.secret, token }),
  })
  const finding: Finding = {
    code: target.direct ? 'addressDirect' : 'addressPublic',
    values: { where: target.url.origin },
  }
  return { finding, result: { target, sender: read?.guard.verification?.sender ?? null } }
}

/** Checks whether the test's call is in this desk's database, with the values that were sent. */
export const findCall = async (
  { clientID, payload }: Test,
  callID: string,
): Promise<Found<string>> => {
  const { pool } = payload.db
  const stored = await readStoredTest({ callID, clientID, pool }).catch(() => undefined)
  if (stored === undefined) return { finding: { code: 'callUnread' } }
  if (stored === null) return { finding: { code: 'callElsewhere' } }
  const { deliveries, id, wrong } = stored
  if (wrong.length > 0) {
    return { finding: { code: 'callIncomplete', values: { fields: wrong.join(', ') } }, result: id }
  }
  if (deliveries > 1)
    return { finding: { code: 'callRepeated', values: { times: deliveries } }, result: id }
  return { finding: { code: 'callStored' }, result: id }
}

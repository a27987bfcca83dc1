import type { Payload } from 'payload'
import { tokenIndex } from '../clients/tokenIndex'
import { readGuard } from '../ingest/guards'
import { lineOf } from './address'
import type { Finding, Found } from './findings'
import type { OwnSocket } from './ownSocket'
import { readStoredTest, readToken } from './testCalls'

const DATABASE_TIMEOUT_MS = 5_000

/** Whose line is tested, and how the desk was reached by who asked for it. */
export type Test = {
  clientID: string
  origin: string | undefined
  own: OwnSocket | undefined
  payload: Payload
}

/** Where to post for the client, and as whom. */
export const readLine = async ({ clientID, origin, own, payload }: Test) => {
  const token = await readToken(payload, clientID)
  if (token === null) return { finding: { code: 'addressNoToken' } } satisfies Found<never>
  const { routes, serverURL } = payload.config
  const line = lineOf({ api: routes.api, origin, own, serverURL, token })
  if (!line) return { finding: { code: 'addressNone' } } satisfies Found<never>
  const key = tokenIndex({ secret: payload.secret, token })
  const guard = await readGuard({ deadline: Date.now() + DATABASE_TIMEOUT_MS, key, payload })
  const finding: Finding = {
    code: line.direct ? 'addressDirect' : 'addressPublic',
    values: { where: line.url.origin },
  }
  return { finding, result: { line, sender: guard?.sender ?? null } }
}

/** Whether the test's call is in this desk's database, as it was sent. */
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

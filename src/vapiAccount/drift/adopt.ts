import type { Payload } from 'payload'
import type { Pool } from 'pg'
import type { Assistant } from '../api/assistants'
import { textOf } from '../api/fields'
import { beforeOf, withoutServer } from '../setup/before'
import { notedOf } from '../setup/finishPlace'
import { isShared, placesOf } from '../setup/placesOf'
import type { SetupClient } from '../setup/targets'
import { whoseURL } from '../setup/whose'
import type { NewDrift } from './storeDrifts'

type Adopt = {
  accountID: string
  assistants: ReadonlyMap<string, Assistant>
  clients: readonly SetupClient[]
  payload: Payload
}

// A write that nobody knew the end of is known now.
const ADOPT = `
  insert into vapi_setups as kept (client_id, account_id, assistant_id, phone_number_id, state, before,
    noted, set_at, credential_id)
  select found."clientID", $1::uuid, found."assistantID", '', 'set', found.before, found.noted, now(), found."credentialID"
  from jsonb_to_recordset($2::jsonb) as found("clientID" uuid, "assistantID" text, before text,
    noted jsonb, "credentialID" text)
  join users on users.id = found."clientID" and users.vapi_account_id = $1::uuid
  on conflict (client_id, assistant_id, phone_number_id) do update set
    account_id = excluded.account_id, state = 'set', problem = null,
    noted = excluded.noted, set_at = now(), proven_at = null,
    credential_id = coalesce(kept.credential_id, excluded.credential_id),
    before = coalesce(kept.before, excluded.before)
  where kept.state <> 'set'`

/**
 * Watches from now on what somebody set by hand, or what was set when a process died: assistants that have the
 * address of their client.
 */
export const adopt = async ({ accountID, assistants, clients, payload }: Adopt): Promise<void> => {
  const found = clients.flatMap((client) =>
    placesOf(client).flatMap((place) => {
      const assistant = assistants.get(place.assistantID)
      if (!assistant || isShared(place) || place.phoneNumberID !== '') return []
      const { kind } = whoseURL(assistant.serverURL, {
        former: undefined,
        secret: payload.secret,
        tokenIndex: client.tokenIndex,
      })
      if (kind !== 'ours') return []
      const stand = { ...assistant, number: null }
      return [
        {
          assistantID: place.assistantID,
          before: payload.encrypt(JSON.stringify(withoutServer(beforeOf(stand)))),
          clientID: client.id,
          credentialID: textOf(assistant.server?.credentialId),
          noted: notedOf(stand),
        },
      ]
    }),
  )
  if (found.length > 0) {
    await payload.db.pool.query(ADOPT, [accountID, JSON.stringify(found)])
  }
}

/** Notes when places were last as they should be. */
export const noteRight = async (
  pool: Pool,
  accountID: string,
  drifts: readonly NewDrift[],
): Promise<void> => {
  const wrong = drifts.map(({ assistantID, clientID }) => `${clientID} ${assistantID}`)
  await pool.query(
    `update vapi_setups set checked_at = now()
    where account_id = $1::uuid and state = 'set'
      and not concat(client_id, ' ', assistant_id) = any($2::text[])`,
    [accountID, wrong],
  )
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import type { AuditAction } from '../../audit/actions'
import { type Actor, insertEntries, newHead } from '../../audit/log'
import { urlHost } from '../../vapi/webhookURL'
import type { Chosen } from './credential'
import type { Place, Stand } from './place'
import type { Noted } from './rows'
import type { SetupClient } from './targets'

/** Signals that the next look at Vapi finds again where they still hold. */
const OF_THE_SERVER = [
  'credential_changed',
  'credential_not_allowed',
  'encrypted_parts',
  'key_refused',
  'moved',
  'no_retries',
  'old_address',
  'reports_off',
  'static_addresses_off',
  'recording_off',
  'compliance_changed',
]

type Entry = { action: AuditAction; after: null | string; before: null | string }

type Finish = {
  actor: Actor
  client: Pick<SetupClient, 'id' | 'label'>
  /** For the history; null: it says it already. */
  entry: Entry | null
  payload: Payload
  place: Place
}

type Fresh = {
  credential: Chosen
  /** Whether it stood there already, so that what proved it still does. */
  isSame: boolean
  noted: Noted
  proof: null | string
}

const historyOf = ({ actor, client, entry, place }: Finish) =>
  entry === null
    ? []
    : [
        {
          ...newHead(actor, { action: entry.action, collection: 'users' as const }),
          // Hosts alone: an address may be as good as a password.
          changes: {
            webhookHost: [entry.before, entry.after] satisfies [null | string, null | string],
            vapiAssistantId: [null, place.assistantID] satisfies [null, string],
          },
          document: client.id,
          label: client.label,
        },
      ]

const forget = (client: string, { assistantID }: Place) => sql`
  delete from vapi_drifts where client_id = ${client}::uuid and assistant_id = ${assistantID}
    and signal = any(${sql.param(OF_THE_SERVER)}::text[])`

/** What is remembered of what stands at a place. */
export const notedOf = ({ compliancePlan, recordingEnabled }: Stand): Noted => ({
  compliancePlan,
  recordingEnabled,
})

/** Notes that a place has the client's address, in one transaction with the history. */
export const finishSet = async ({ fresh, ...finish }: Finish & { fresh: Fresh }): Promise<void> => {
  const { actor, client, payload, place } = finish
  const { credential, isSame, noted, proof } = fresh
  await payload.db.drizzle.transaction(async (transaction) => {
    await transaction.execute(sql`
      update vapi_setups set state = 'set', problem = null, checked_at = now(),
        set_at = case when ${isSame} then coalesce(set_at, now()) else now() end,
        proven_at = case when ${isSame} then proven_at end, by = ${JSON.stringify({ label: actor.actorLabel })}::jsonb,
        credential_id = ${credential.id}, proof = ${proof},
        noted = ${JSON.stringify(noted)}::jsonb
      where client_id = ${client.id}::uuid and assistant_id = ${place.assistantID}
        and phone_number_id = ${place.phoneNumberID}`)
    await transaction.execute(forget(client.id, place))
    await insertEntries(transaction, historyOf(finish))
  })
}

/** Notes that a place has again what it had. What was kept for that is deleted. */
export const finishPutBack = async (finish: Finish): Promise<void> => {
  const { client, payload, place } = finish
  await payload.db.drizzle.transaction(async (transaction) => {
    await transaction.execute(sql`
      update vapi_setups set state = 'put_back', problem = null, before = null, proof = null,
        credential_id = null
      where client_id = ${client.id}::uuid and assistant_id = ${place.assistantID}
        and phone_number_id = ${place.phoneNumberID}`)
    await transaction.execute(sql`
      delete from vapi_drifts where client_id = ${client.id}::uuid and assistant_id = ${place.assistantID}`)
    await insertEntries(transaction, historyOf(finish))
  })
}

/** Forgets a place that somebody else has moved, or that is gone. */
export const forgetPlace = async (
  payload: Payload,
  { client, place, state }: Pick<Finish, 'client' | 'place'> & { state: 'moved' | null },
): Promise<void> => {
  const here = sql`client_id = ${client.id}::uuid and assistant_id = ${place.assistantID}
    and phone_number_id = ${place.phoneNumberID}`
  await payload.db.drizzle.transaction(async (transaction) => {
    await transaction.execute(
      state === null
        ? sql`delete from vapi_setups where ${here}`
        : sql`update vapi_setups set state = ${state}, problem = null, before = null, proof = null,
            credential_id = null where ${here}`,
    )
    await transaction.execute(sql`
      delete from vapi_drifts where client_id = ${client.id}::uuid and assistant_id = ${place.assistantID}`)
  })
}

/** The entry of a place that was set. */
export const setEntry = (stand: Stand, url: string): Entry => ({
  action: 'webhook_set',
  after: urlHost(url),
  before: urlHost(stand.serverURL),
})

/** The entry of a place that has again what it had. */
export const putBackEntry = (stand: Stand, before: null | string): Entry => ({
  action: 'webhook_put_back',
  after: urlHost(before),
  before: urlHost(stand.serverURL),
})

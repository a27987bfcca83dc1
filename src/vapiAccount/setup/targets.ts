import type { Payload } from 'payload'
import { z } from 'zod'
import { USER_LABEL_TEXT } from '../../access/userSQL'
import { type Sender, senderSchema } from '../../sender/settings'
import { isTokenShaped } from '../../vapi/token'
import { assistantIDsSchema } from '../assistantIDs'

const rowSchema = z.object({
  account_id: z.string().nullable(),
  assistant_id: z.string().nullable(),
  assistant_ids: assistantIDsSchema.nullable().catch(null),
  id: z.string(),
  is_active: z.boolean().nullable(),
  label: z.string(),
  phone_number_id: z.string().nullable(),
  sender: senderSchema,
  shared: z.array(z.string()),
  token: z.string().nullable(),
  token_index: z.string().nullable(),
})

/** A client as Vapi knows it. */
export type SetupClient = {
  accountID: null | string
  /** The first assistant, then the further ones, each once. */
  assistantIDs: string[]
  id: string
  label: string
  phoneNumberID: null | string
  /** With the secret in the clear. */
  sender: Sender
  /** Those of its assistants that serve other clients of the account too. */
  sharedAssistantIDs: string[]
  token: null | string
  tokenIndex: null | string
}

// Which assistants serve several clients is found for all clients of the accounts together.
const READ = `
  with asked as (
    select distinct vapi_account_id as account from users where id = any($1::uuid[])
  ), pairs as (
    select users.id, asked.account, mine.assistant
    from users join asked on asked.account = users.vapi_account_id
    cross join lateral (
      select trim(users.vapi_assistant_id) as assistant
      union
      select trim(each) from jsonb_array_elements_text(case jsonb_typeof(users.vapi_assistant_ids)
        when 'array' then users.vapi_assistant_ids else '[]'::jsonb end) each
    ) mine
    where mine.assistant <> ''
  ), several as (
    select account, assistant from pairs group by account, assistant having count(*) > 1
  ), shared as (
    select pairs.id, jsonb_agg(pairs.assistant) as assistants
    from pairs join several using (account, assistant) group by pairs.id
  )
  select users.id, ${USER_LABEL_TEXT} as label, users.is_active, users.vapi_account_id as account_id,
    nullif(trim(users.vapi_assistant_id), '') as assistant_id, users.vapi_assistant_ids as assistant_ids,
    nullif(trim(users.vapi_phone_number_id), '') as phone_number_id,
    users.vapi_webhook_token as token, users.vapi_webhook_token_index as token_index,
    jsonb_build_object('verification', users.vapi_sender_verification, 'secret', users.vapi_sender_secret,
      'algorithm', users.vapi_sender_algorithm, 'encoding', users.vapi_sender_encoding,
      'messageIdHeader', users.vapi_sender_message_id_header, 'networks', users.vapi_sender_networks,
      'payloadFormat', users.vapi_sender_payload_format, 'prefix', users.vapi_sender_prefix,
      'secretIsBase64', users.vapi_sender_secret_is_base64, 'signatureHeader', users.vapi_sender_signature_header,
      'timestampHeader', users.vapi_sender_timestamp_header) as sender,
    coalesce(shared.assistants, '[]'::jsonb) as shared
  from users left join shared on shared.id = users.id
  where users.id = any($1::uuid[]) and users.is_staff is not true and users.is_superuser is not true`

const inTheClear = (payload: Payload, stored: null | string): null | string => {
  if (stored === null || stored === '') return null
  try {
    return payload.decrypt(stored)
  } catch {
    return null
  }
}

/** Reads clients with what their webhook at Vapi needs. Those that are gone, and staff, are left out. */
export const readSetupClients = async (
  payload: Payload,
  ids: readonly string[],
): Promise<SetupClient[]> => {
  const { rows } = await payload.db.pool.query(READ, [ids])
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => {
      const token = inTheClear(payload, row.token)
      const secret = inTheClear(payload, row.sender.secret) ?? ''
      const all = [row.assistant_id ?? '', ...(row.assistant_ids ?? [])].filter(Boolean)
      return {
        accountID: row.account_id,
        assistantIDs: [...new Set(all)],
        id: row.id,
        label: row.label,
        phoneNumberID: row.phone_number_id,
        sender: { ...row.sender, secret },
        sharedAssistantIDs: row.shared,
        token: isTokenShaped(token) ? token : null,
        tokenIndex: row.token_index,
      }
    })
}

/** The same of one client; null if there is no such client. */
export const readSetupClient = async (payload: Payload, id: string): Promise<null | SetupClient> =>
  (await readSetupClients(payload, [id]))[0] ?? null

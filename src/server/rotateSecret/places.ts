/** A column whose text is encrypted under `PAYLOAD_SECRET`. */
export type Place = {
  /** The column with the keyed hash by which the text is looked up. Null if there is none. */
  index: null | string
  /** Its name for people, in the plural. */
  name: string
  table:
    | 'recording_copies'
    | 'recordings'
    | 'users'
    | 'vapi_accounts'
    | 'vapi_setups'
    | 'webhook_retired_senders'
    | 'webhook_retired_tokens'
  /** The column, and the key if the text is inside a jsonb column. */
  text: { column: string; key?: string }
}

/** All encrypted columns. One that is missing here is lost when the secret is rotated. */
export const PLACES: readonly Place[] = [
  {
    index: 'vapi_webhook_token_index',
    name: 'webhook tokens',
    table: 'users',
    text: { column: 'vapi_webhook_token' },
  },
  {
    index: 'token_index',
    name: 'retired webhook tokens',
    table: 'webhook_retired_tokens',
    text: { column: 'token' },
  },
  { index: 'api_key_index', name: 'API keys', table: 'users', text: { column: 'api_key' } },
  { index: null, name: 'sender secrets', table: 'users', text: { column: 'vapi_sender_secret' } },
  { index: null, name: 'keys of Vapi accounts', table: 'vapi_accounts', text: { column: 'key' } },
  {
    index: null,
    name: 'retired sender secrets',
    table: 'webhook_retired_senders',
    text: { column: 'sender', key: 'secret' },
  },
  // What stood at Vapi before the desk wrote there. It may hold somebody's secrets.
  {
    index: null,
    name: 'former webhooks at Vapi',
    table: 'vapi_setups',
    text: { column: 'before' },
  },
  {
    index: null,
    name: 'senders of webhooks at Vapi',
    table: 'vapi_setups',
    text: { column: 'proof' },
  },
  {
    index: null,
    name: 'links to recordings',
    table: 'recording_copies',
    text: { column: 'link' },
  },
  // The files are sealed with these keys, and stay as they are.
  {
    index: null,
    name: 'keys of recordings',
    table: 'recordings',
    text: { column: 'wrapped_key' },
  },
]

/**
 * What is keyed by `PAYLOAD_SECRET` and not kept for long: sessions end, and so do the digits of mails to sign
 * in, which cannot be hashed again because nobody knows them. The links of these mails keep working.
 */
export const ENDED: readonly string[] = [
  'delete from users_sessions',
  'update sign_in_requests set digits_hash = null where digits_hash is not null',
]

const textOf = ({ text }: Place): string =>
  text.key === undefined ? text.column : `(${text.column}->>'${text.key}')`

/** SQL that reads a batch. `$1`: the last id of the batch before, `$2`: the maximum number of rows. */
export const readBatch = (place: Place): string => `
  select id::text, ${textOf(place)} as text, ${place.index ?? 'null::text'} as index
  from ${place.table}
  where id > $1::uuid and ${textOf(place)} <> ''
  order by id limit $2::int`

/** SQL that writes a batch. `$1`: a JSON list of {id, text, index}. */
export const writeBatch = (place: Place): string => {
  const { column, key } = place.text
  const text =
    key === undefined ? 'fresh.text' : `jsonb_set(${column}, '{${key}}', to_jsonb(fresh.text))`
  const index = place.index === null ? '' : `, ${place.index} = fresh.index`
  return `
    update ${place.table} as kept set ${column} = ${text}${index}
    from jsonb_to_recordset($1::jsonb) as fresh(id uuid, text text, index text)
    where kept.id = fresh.id`
}

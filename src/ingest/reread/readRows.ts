import type { Payload } from 'payload'
import { z } from 'zod'
import { mappingVersionOf } from '../../fields/readMappings'
import { type KeptCall, readKeptCall } from '../callState'
import { ANY_SIZE, CALL_BYTES, columns, LARGE_CALL } from '../statementParts'

/** A call as it is stored, and what is needed of its client to read its bodies. */
export type CallRow = KeptCall & {
  clientCurrency: null | string
  clientID: string
  /** The version of the client's mapping when the call was read. */
  mappingVersion: string
  /** The client's webhook token, which is masked wherever it occurs; empty: none. */
  token: string
  vapiCallId: string
}

const READ = {
  name: 'desk_read_calls_to_reread',
  text: `
    select call.id, call.client_id, call.vapi_call_id, call.xmin::text as version, call.currency, call.field_times,
      call.edits, null::text as incoming_currency, client.currency as client_currency,
      client.vapi_webhook_token as token, ${mappingVersionOf('client')} as mapping_version,
      ${columns.map((column) => `call.${column}`).join(', ')}
    from call_summaries call join users client on client.id = call.client_id
    where call.id = any($1::uuid[]) and ${CALL_BYTES} <= $2::bigint`,
}

const rowSchema = z.looseObject({
  client_currency: z.string().nullable(),
  client_id: z.string(),
  mapping_version: z.string(),
  token: z.string().nullable(),
  vapi_call_id: z.string(),
})

const read = async (
  payload: Payload,
  { ids, maxBytes }: { ids: readonly string[]; maxBytes: number },
): Promise<CallRow[]> => {
  const { rows } = await payload.db.pool.query({ ...READ, values: [ids, maxBytes] })
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      ...readKeptCall(row, row.vapi_call_id),
      clientCurrency: row.client_currency,
      clientID: row.client_id,
      mappingVersion: row.mapping_version,
      token: row.token ? payload.decrypt(row.token) : '',
      vapiCallId: row.vapi_call_id,
    }))
}

/** Reads one call; undefined if it does not exist. */
export const readRow = async (payload: Payload, id: string): Promise<CallRow | undefined> =>
  (await read(payload, { ids: [id], maxBytes: ANY_SIZE }))[0]

/**
 * Reads calls by id, those of usual size together and large ones one at a time: all of them might not fit
 * into memory. Calls that no longer exist are skipped.
 */
export async function* readRows(
  payload: Payload,
  ids: readonly string[],
): AsyncGenerator<CallRow, void, void> {
  const usual = await read(payload, { ids, maxBytes: LARGE_CALL })
  yield* usual
  const known = new Set(usual.map(({ id }) => id))
  for (const id of ids) {
    const row = known.has(id) ? undefined : await readRow(payload, id)
    if (row) yield row
  }
}

import type { Payload } from 'payload'
import { z } from 'zod'
import { type KeptCall, readKeptCall } from '../callState'
import { columns } from '../statementParts'

/** A call as it is stored, and what of its client it takes to read its bodies. */
export type CallRow = KeptCall & {
  clientCurrency: null | string
  /** Masked wherever it stands; empty: none. */
  token: string
  vapiCallId: string
}

const READ = {
  name: 'desk_read_calls_to_reread',
  text: `
    select call.id, call.vapi_call_id, call.xmin::text as version, call.currency, call.field_times,
      call.edits, null::text as incoming_currency, client.currency as client_currency,
      client.vapi_webhook_token as token, ${columns.map((column) => `call.${column}`).join(', ')}
    from call_summaries call join users client on client.id = call.client_id
    where call.id = any($1::uuid[])`,
}

const rowSchema = z.looseObject({
  client_currency: z.string().nullable(),
  token: z.string().nullable(),
  vapi_call_id: z.string(),
})

/** Reads calls by their ids; those that are gone are left out. */
export const readRows = async (payload: Payload, ids: readonly string[]): Promise<CallRow[]> => {
  const { rows } = await payload.db.pool.query({ ...READ, values: [ids] })
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      ...readKeptCall(row, row.vapi_call_id),
      clientCurrency: row.client_currency,
      token: row.token ? payload.decrypt(row.token) : '',
      vapiCallId: row.vapi_call_id,
    }))
}

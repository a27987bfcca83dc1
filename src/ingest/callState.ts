import { z } from 'zod'
import type { JsonObject } from '../lib/json'
import { instant, text } from '../lib/schemas'
import { isObject } from '../lib/values'
import { PHONE_SOURCES } from '../vapi/callerPhone'
import { ENDED_GROUPS } from '../vapi/endedReason'
import type { Evidence } from '../vapi/mapping/evidence'
import type { CallState, FieldTimes } from '../vapi/merge'

// pg returns numeric columns as text, to keep their precision.
const amount = z.coerce.number().nullable()
// The column holds JSON that we wrote: checking each key would take longer than the merge.
const object = z.custom<JsonObject>(isObject).nullable()

const rowSchema = z.object({
  call_type: text,
  cost: amount,
  cost_breakdown: object,
  currency: text,
  customer_name: text,
  customer_phone: text,
  customer_phone_source: z.enum(PHONE_SOURCES).nullable(),
  duration_seconds: amount,
  edits: z.record(z.string(), z.string()).nullable(),
  ended_at: instant.nullable(),
  ended_group: z.enum(ENDED_GROUPS).nullable(),
  ended_reason: text,
  evidence: z.custom<Evidence>(isObject).nullable(),
  field_times: z.custom<FieldTimes>(isObject).nullable(),
  fields: object,
  has_recording: z.boolean().nullable(),
  id: z.string(),
  incoming_currency: text,
  messages: z
    .array(
      z.object({
        at: z.number().nullable(),
        role: z.enum(['assistant', 'tool', 'user']),
        text: z.string(),
      }),
    )
    .nullable(),
  outcome: text,
  price: amount,
  reported_at: instant.nullable(),
  service_name: text,
  started_at: instant.nullable(),
  structured_data: object,
  success_evaluation: text,
  summary: text,
  transcript: text,
  vapi_assistant_id: text,
  vapi_phone_number: text,
  version: z.string(),
})

/** A stored call, as read for a merge. */
export type KeptCall = {
  id: string
  /** The currency of the incoming report's price, for this client. */
  incomingCurrency: null | string
  state: CallState
  /** Changes with each write of the row. */
  version: string
}

/** Parses a row of `READ_CALL`. */
export const readKeptCall = (row: unknown, vapiCallId: string): KeptCall => {
  const kept = rowSchema.parse(row)
  const saysNothing = kept.ended_reason === null && kept.ended_group === 'unknown'
  return {
    id: kept.id,
    incomingCurrency: kept.incoming_currency,
    state: {
      edits: kept.edits,
      fieldTimes: kept.field_times,
      values: {
        callType: kept.call_type,
        cost: kept.cost,
        costBreakdown: kept.cost_breakdown,
        currency: kept.currency,
        customerName: kept.customer_name,
        customerPhone: kept.customer_phone,
        customerPhoneSource: kept.customer_phone_source,
        durationSeconds: kept.duration_seconds,
        endedAt: kept.ended_at,
        endedGroup: saysNothing ? null : kept.ended_group,
        endedReason: kept.ended_reason,
        evidence: kept.evidence,
        fields: kept.fields,
        hasRecording: kept.has_recording ?? false,
        messages: kept.messages,
        outcome: kept.outcome,
        price: kept.price,
        reportedAt: kept.reported_at ?? new Date(0).toISOString(),
        serviceName: kept.service_name,
        startedAt: kept.started_at,
        structuredData: kept.structured_data,
        successEvaluation: kept.success_evaluation,
        summary: kept.summary,
        transcript: kept.transcript,
        vapiAssistantId: kept.vapi_assistant_id,
        vapiCallId,
        vapiPhoneNumber: kept.vapi_phone_number,
      },
    },
    version: kept.version,
  }
}

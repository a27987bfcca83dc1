import type { CallValues } from '../vapi/merge'

type ColumnType = 'bool' | 'jsonb' | 'numeric' | 'text' | 'timestamptz'
type ReportField = Exclude<keyof CallValues, 'currency' | 'vapiCallId'>

/**
 * The columns of `call_summaries` that a report fills, by field. Without `currency`, which depends on the
 * client, and `vapiCallId`, which never changes.
 */
export const REPORT_COLUMNS = {
  callType: ['call_type', 'text'],
  cost: ['cost', 'numeric'],
  costBreakdown: ['cost_breakdown', 'jsonb'],
  customerName: ['customer_name', 'text'],
  customerPhone: ['customer_phone', 'text'],
  customerPhoneSource: ['customer_phone_source', 'text'],
  durationSeconds: ['duration_seconds', 'numeric'],
  endedAt: ['ended_at', 'timestamptz'],
  endedGroup: ['ended_group', 'text'],
  endedReason: ['ended_reason', 'text'],
  evidence: ['evidence', 'jsonb'],
  fields: ['fields', 'jsonb'],
  hasRecording: ['has_recording', 'bool'],
  messages: ['messages', 'jsonb'],
  outcome: ['outcome', 'text'],
  price: ['price', 'numeric'],
  reportedAt: ['reported_at', 'timestamptz'],
  serviceName: ['service_name', 'text'],
  startedAt: ['started_at', 'timestamptz'],
  structuredData: ['structured_data', 'jsonb'],
  successEvaluation: ['success_evaluation', 'text'],
  summary: ['summary', 'text'],
  transcript: ['transcript', 'text'],
  vapiAssistantId: ['vapi_assistant_id', 'text'],
  vapiPhoneNumber: ['vapi_phone_number', 'text'],
} as const satisfies Record<ReportField, readonly [string, ColumnType]>

const isReportField = (key: string): key is ReportField => key in REPORT_COLUMNS

/** The fields, in the order in which statements list columns and values. */
export const REPORT_FIELDS: readonly ReportField[] =
  Object.keys(REPORT_COLUMNS).filter(isReportField)

/** A report's values as statement parameters, in the order of `REPORT_FIELDS`. */
export const columnValues = (values: Omit<CallValues, 'currency' | 'vapiCallId'>): unknown[] =>
  REPORT_FIELDS.map((field) => {
    const value = values[field]
    if (field === 'endedGroup') return value ?? 'unknown'
    return REPORT_COLUMNS[field][1] === 'jsonb' && value !== null ? JSON.stringify(value) : value
  })

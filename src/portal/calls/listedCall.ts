import type { SelectType } from 'payload'
import { z } from 'zod'
import { PHONE_SOURCES } from '../../vapi/callerPhone'
import { ENDED_GROUPS } from '../../vapi/endedReason'

const text = z.string().nullish()
const number = z.number().nullish()

/** What a list shows of a call. */
export const listedSchema = z.object({
  currency: text,
  customerName: text,
  customerPhone: text,
  customerPhoneSource: z.enum(PHONE_SOURCES).nullish().catch(null),
  durationSeconds: number,
  endedGroup: z.enum(ENDED_GROUPS).nullish().catch(null),
  fields: z.record(z.string(), z.unknown()).nullish().catch(null),
  followUp: z.enum(['done', 'open']).nullish(),
  followUpDueAt: text,
  hasRecording: z.boolean().nullish(),
  id: z.string(),
  outcome: text,
  price: number,
  reportedAt: text,
  serviceName: text,
  startedAt: text,
  summary: text,
})

export type ListedCall = z.infer<typeof listedSchema>

/** The fields of {@link listedSchema}, as a selection. */
export const LISTED: SelectType = Object.fromEntries(
  Object.keys(listedSchema.shape).map((name) => [name, true]),
)

/** The one clock of a call: when it began, else when it was reported. As ISO 8601; null: neither is known. */
export const clockOf = ({
  reportedAt,
  startedAt,
}: Pick<ListedCall, 'reportedAt' | 'startedAt'>): null | string => startedAt ?? reportedAt ?? null

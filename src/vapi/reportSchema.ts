import { z } from 'zod'
import type { JsonValue } from './json'

// Vapi's shapes changed every year and its authors' mistakes are older still (FACTS §2): a field of
// a wrong type counts as absent, it never fails the report. Unknown keys are ignored.

/** Text with something in it; blank counts as absent. */
const text = z
  .string()
  .refine((value) => value.trim() !== '')
  .optional()
  .catch(undefined)

/** A name, number or id: text, trimmed. */
const short = z
  .string()
  .transform((value) => value.trim())
  .refine((value) => value !== '')
  .optional()
  .catch(undefined)

/** A finite number, also one written as text by a tool in between. */
const number = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d{1,15}(?:\.\d{1,15})?\s*$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined)

const instant = z.union([z.number(), z.string()]).optional().catch(undefined)

// The whole body is JSON by the parameter type of `toCallReport`, so is each part of it.
const json = z.custom<JsonValue>((value) => value !== undefined).optional()
const list = z.array(z.custom<JsonValue>()).optional().catch(undefined)

const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).optional().catch(undefined)

const customer = part({ number: short, sipUri: short, name: short })
const variables = part({ customer })
const analysis = part({
  summary: text,
  successEvaluation: z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined),
  structuredData: json,
  structuredDataMulti: json,
  structuredOutputs: json,
})
const artifact = part({
  transcript: text,
  messages: list,
  messagesOpenAIFormatted: list,
  structuredOutputs: json,
  assistantActivations: z
    .array(z.object({ assistantId: short }).catch({ assistantId: undefined }))
    .optional()
    .catch(undefined),
  variables,
  variableValues: variables,
  presignedMonoUrl: short,
  presignedStereoUrl: short,
  recordingUrl: short,
  stereoRecordingUrl: short,
  recording: part({
    stereoUrl: short,
    mono: part({ combinedUrl: short, assistantUrl: short, customerUrl: short }),
  }),
})
const phoneNumber = z
  .union([z.object({ number: short }), z.string().transform((value) => ({ number: value.trim() }))])
  .optional()
  .catch(undefined)

const common = {
  type: short,
  assistantId: short,
  endedReason: short,
  startedAt: instant,
  endedAt: instant,
  cost: number,
  costBreakdown: json,
  analysis,
  customer,
  phoneNumber,
}

/** `message.call`, often a stale snapshot (FACTS §0.8), or the answer of GET /call. */
export const callSchema = z.object({ ...common, id: short, createdAt: instant })

/** What stands under `message` in a report, or at the root of a flat body. */
export const messageSchema = z.object({
  ...common,
  call: callSchema.optional().catch(undefined),
  callId: short,
  timestamp: instant,
  durationSeconds: number,
  durationMs: number,
  durationMinutes: number,
  destination: json,
  summary: text,
  transcript: text,
  messages: list,
  messagesOpenAIFormatted: list,
  structuredData: json,
  structuredDataMulti: json,
  structuredOutputs: json,
  recordingUrl: short,
  stereoRecordingUrl: short,
  artifact,
  assistant: part({ id: short }),
})

export type ReportMessage = z.infer<typeof messageSchema>
export type ReportCall = z.infer<typeof callSchema>

import { z } from 'zod'

const jsonSchema = z.json()

const changeSchema = z.union([z.literal('changed'), z.tuple([jsonSchema, jsonSchema])])

/** The values before and after, or that they are too long to be shown. */
export type Change = z.infer<typeof changeSchema>

const countsSchema = z.object({
  changed: z.number(),
  fields: z.record(z.string(), z.number()),
  read: z.number(),
  unreadable: z.number(),
  withoutBodies: z.number(),
})

/** How many calls were read, how many of them change, and in how many each field does. */
export type Counts = z.infer<typeof countsSchema>

const callSchema = z.object({
  changes: z.record(z.string(), changeSchema),
  id: z.string(),
  startedAt: z.string().nullable(),
  vapiCallId: z.string(),
})

/** A call that would say something else. */
export type ChangedCall = z.infer<typeof callSchema>

/** A line of a preview. */
export const lineSchema = z.union([
  z.object({ labels: z.record(z.string(), z.string()) }),
  callSchema,
  z.object({ done: z.number(), total: z.number() }),
  countsSchema,
])

const runSchema = z.object({
  counts: countsSchema,
  done: z.number(),
  id: z.string(),
  state: z.enum(['running', 'stopping', 'done', 'stopped', 'failed']),
  total: z.number(),
})

export type Run = z.infer<typeof runSchema>

/** The latest run over these calls, and whether one over other calls is at work. */
export const stateSchema = z.object({ otherIsRunning: z.boolean(), run: runSchema.nullable() })

/** Whether a run is at work. */
export const isActive = (run: null | Run | undefined): run is Run =>
  run?.state === 'running' || run?.state === 'stopping'

import { z } from 'zod'
import { HISTORY_PROBLEMS } from '../../vapiAccount/history/problems'

const countsSchema = z.object({
  before: z.number(),
  calls: z.number(),
  deleted: z.number(),
  failed: z.number(),
  found: z.number(),
  held: z.number(),
  imported: z.number(),
  neverConnected: z.number(),
  notOurs: z.number(),
  waiting: z.number(),
})

/** How many calls a run has met, and what it did with them. */
export type Counts = z.infer<typeof countsSchema>

const clientSchema = z.object({
  found: z.number(),
  held: z.number(),
  id: z.string(),
  label: z.string(),
  newest: z.string().nullable(),
  oldest: z.string().nullable(),
})

/** The calls of one client. */
export type ClientCalls = z.infer<typeof clientSchema>

const runSchema = z.object({
  clients: z.array(clientSchema),
  counts: countsSchema,
  dryRun: z.boolean(),
  estimate: z.object({ minutes: z.number(), requests: z.number() }),
  id: z.string(),
  place: z.string(),
  problem: z.enum(HISTORY_PROBLEMS).nullable(),
  /** Of the time that it goes over, from 0 to 1. */
  share: z.number(),
  state: z.enum(['running', 'stopping', 'done', 'stopped', 'failed']),
})

export type Run = z.infer<typeof runSchema>

/** The latest run over these calls, and whether one over others of the account is at work. */
export const stateSchema = z.object({
  otherIsRunning: z.boolean(),
  retentionDays: z.number().nullable(),
  run: runSchema.nullable(),
})

/** Whether a run is at work. */
export const isActive = ({ state }: Run): boolean => state === 'running' || state === 'stopping'

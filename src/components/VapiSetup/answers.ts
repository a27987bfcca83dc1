import { z } from 'zod'
import { detailSchema, SIGNALS } from '../../vapiAccount/drift/signals'

const driftSchema = z.object({
  assistantID: z.string(),
  detail: detailSchema,
  level: z.enum(['alarm', 'notice']),
  signal: z.enum(SIGNALS),
  since: z.string(),
})

const planSchema = z.object({
  assistantID: z.string(),
  found: z.enum(['former', 'nothing', 'other', 'ours']).nullable(),
  limitsCredentials: z.boolean(),
  losses: z
    .object({
      answers: z.array(z.string()),
      credential: z.boolean(),
      headers: z.array(z.string()),
      secret: z.boolean(),
      tools: z.array(z.string()),
    })
    .nullable(),
  message: z.string().nullable(),
  messages: z.object({ after: z.array(z.string()) }),
  name: z.string().nullable(),
  number: z.string().nullable(),
  numberURLs: z.array(z.object({ number: z.string(), url: z.string() })),
  oldURL: z.string().nullable(),
  problem: z.string().nullable(),
  seen: z.string().nullable(),
})

const ownServerSchema = z.object({
  lacksCredential: z.boolean(),
  number: z.string(),
  server: z.record(z.string(), z.json()),
  serverMessages: z.array(z.string()),
})

const setupSchema = z.object({
  assistantID: z.string(),
  beforeURL: z.string().nullable(),
  by: z.string().nullable(),
  isSecretLost: z.boolean(),
  phoneNumberID: z.string(),
  problem: z.string().nullable(),
  provenAt: z.string().nullable(),
  setAt: z.string().nullable(),
  state: z.enum(['failed', 'moved', 'put_back', 'set', 'writing']),
})

/** What the desk knows of a client's webhook at Vapi, and with `plans` what setting it would change. */
export const viewSchema = z.object({
  address: z.enum(['local', 'plain', 'public', 'unset']),
  drifts: z.array(driftSchema),
  hasNumber: z.boolean(),
  missing: z.enum(['no_account', 'no_assistant', 'no_token']).nullable(),
  ownServer: ownServerSchema.nullable(),
  plans: z.array(planSchema).nullable(),
  setups: z.array(setupSchema),
})

export type View = z.infer<typeof viewSchema>
export type ShownOwnServer = z.infer<typeof ownServerSchema>
export type ShownPlan = z.infer<typeof planSchema>
export type ShownSetup = z.infer<typeof setupSchema>

/** What came of each assistant. */
export const outcomesSchema = z.object({
  assistants: z.array(
    z.object({
      assistantID: z.string(),
      isSecretLost: z.boolean().optional(),
      kind: z.string(),
      problem: z.object({ code: z.string(), message: z.string().nullable() }).optional(),
    }),
  ),
})

export type Outcomes = z.infer<typeof outcomesSchema>['assistants']

const runSchema = z.object({
  accountID: z.string(),
  accountLabel: z.string(),
  counts: z.object({
    done: z.number(),
    failed: z.number(),
    skipped: z.number(),
    waiting: z.number(),
  }),
  endedAt: z.string().nullable(),
  id: z.string(),
  kind: z.enum(['rotate', 'set_up']),
  problem: z.string().nullable(),
  state: z.enum(['done', 'failed', 'running', 'stopped', 'stopping']),
})

export type ShownRun = z.infer<typeof runSchema>

export const runsSchema = z.object({ runs: z.array(runSchema) })

export const runSchemaOfAccount = z.object({
  failures: z.array(
    z.object({ clientID: z.string(), label: z.string(), problem: z.string().nullable() }),
  ),
  run: runSchema.nullable(),
})

import { z } from 'zod'
import { isSetupStatus, type SetupStatus } from '../../clients/setupStatus'
import clients from './clients.json'

const sceneSchema = z.strictObject({
  customFields: z.record(z.string(), z.unknown()).optional(),
  endedReason: z.string(),
  lines: z.array(z.tuple([z.enum(['assistant', 'user']), z.string()])),
  outcome: z.string().optional(),
  price: z.union([z.number(), z.string()]).optional(),
  service: z.string().optional(),
  summary: z.string(),
})

const clientSchema = z.strictObject({
  businessName: z.string(),
  businessType: z.string(),
  /** On an ordinary weekday. */
  callsPerDay: z.number(),
  currency: z.string(),
  email: z.string(),
  /** Opening and closing time. */
  hours: z.tuple([z.string(), z.string()]),
  name: z.string(),
  notes: z.string().optional(),
  phone: z.string(),
  scenes: z.array(sceneSchema),
  setupStatus: z.custom<SetupStatus>(isSetupStatus),
  /** For how many days it has had no calls. */
  silentDays: z.number().optional(),
  /** How many days it has been in its setup status. */
  statusDays: z.number().optional(),
  timezone: z.string(),
})

/** What a caller wanted, and how the call went. */
export type Scene = z.infer<typeof sceneSchema>

/** A made-up business of the demo. */
export type DemoClient = z.infer<typeof clientSchema>

/** The clients of the demo, with different trades, currencies, time zones and setup statuses. */
export const demoClients: readonly DemoClient[] = z.array(clientSchema).parse(clients)

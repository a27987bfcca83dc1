import { z } from 'zod'
import { text } from '../lib/schemas'
import { PHONE_SOURCES } from '../vapi/callerPhone'
import { ENDED_GROUPS } from '../vapi/endedReason'

const number = z.number().nullable()

/** As much of a client as its mails need. */
export const mailClientSchema = z.object({
  businessName: text,
  email: z.string(),
  emailDigest: z.enum(['daily', 'each', 'weekly']),
  emailNotifications: z.boolean(),
  id: z.string(),
  isActive: z.boolean(),
  name: text,
  timezone: text,
})

export type MailClient = z.infer<typeof mailClientSchema>

/** Which digest a client has chosen who gets mails of a kind. */
export const DIGEST_OF = { call: 'each', daily: 'daily', weekly: 'weekly' } as const

/** As much of a call as its client hears of by mail: neither the transcript nor what is for staff. */
export const mailCallSchema = z.object({
  callType: text,
  currency: text,
  customerName: text,
  customerPhone: text,
  customerPhoneSource: z.enum(PHONE_SOURCES).nullable(),
  durationSeconds: number,
  endedGroup: z.enum(ENDED_GROUPS),
  id: z.string(),
  outcome: text,
  price: number,
  reportedAt: z.date(),
  serviceName: text,
  startedAt: z.date().nullable(),
  summary: text,
})

export type MailCall = z.infer<typeof mailCallSchema>

const amount = z.object({ currency: text, sum: z.number() })

/** What came of a period's calls. */
export const callFiguresSchema = z.object({
  /** How many there were. */
  calls: z.number(),
  callsBefore: z.number(),
  endedGroups: z.array(z.object({ count: z.number(), name: z.enum(ENDED_GROUPS) })),
  /** Those that were said most. */
  outcomes: z.array(z.object({ count: z.number(), name: z.string() })),
  outsideHours: z.number(),
  services: z.array(z.object({ count: z.number(), name: z.string() })),
  /** What booked services are worth, in each currency. */
  values: z.array(amount),
})

export type CallFigures = z.infer<typeof callFiguresSchema>

/** A call in a list. */
export const listedCallSchema = mailCallSchema.pick({
  customerName: true,
  customerPhone: true,
  outcome: true,
  reportedAt: true,
  serviceName: true,
  startedAt: true,
})

export type ListedCall = z.infer<typeof listedCallSchema>

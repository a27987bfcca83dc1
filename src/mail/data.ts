import { z } from 'zod'
import { LANGUAGES } from '../lib/languages'
import { text } from '../lib/schemas'
import { PHONE_SOURCES } from '../vapi/callerPhone'
import { ENDED_GROUPS } from '../vapi/endedReason'

const number = z.number().nullable()

/** The fields of a client that its mails need. */
export const mailClientSchema = z.object({
  brand: text,
  businessName: text,
  currency: text,
  email: z.string(),
  emailDigest: z.enum(['daily', 'each', 'weekly']),
  emailNotifications: z.boolean(),
  id: z.string(),
  isActive: z.boolean(),
  language: z.enum(LANGUAGES).nullable(),
  name: text,
  phone: text,
  timezone: text,
})

export type MailClient = z.infer<typeof mailClientSchema>

/** Clients get a kind of mail if their digest setting has this value. */
export const DIGEST_OF = { call: 'each', daily: 'daily', weekly: 'weekly' } as const

/** The fields of a call that its mail shows: neither the transcript nor fields for staff. */
export const mailCallSchema = z.object({
  callType: text,
  currency: text,
  customerName: text,
  customerPhone: text,
  customerPhoneSource: z.enum(PHONE_SOURCES).nullable(),
  durationSeconds: number,
  endedGroup: z.enum(ENDED_GROUPS),
  /** The client's own fields, by key. */
  fields: z.record(z.string(), z.unknown()).nullable(),
  id: z.string(),
  outcome: text,
  price: number,
  reportedAt: z.date(),
  serviceName: text,
  /** How its first report came; left out or null: by the webhook. */
  source: z.enum(['imported', 'recovered', 'webhook']).nullish(),
  startedAt: z.date().nullable(),
  summary: text,
})

export type MailCall = z.infer<typeof mailCallSchema>

const amount = z.object({ currency: text, sum: z.number() })

/** The figures of a period's calls. */
export const callFiguresSchema = z.object({
  /** The number of calls. */
  calls: z.number(),
  callsBefore: z.number(),
  endedGroups: z.array(z.object({ count: z.number(), name: z.enum(ENDED_GROUPS) })),
  /** The most frequent outcomes. */
  outcomes: z.array(z.object({ count: z.number(), name: z.string() })),
  outsideHours: z.number(),
  services: z.array(z.object({ count: z.number(), name: z.string() })),
  /** The value of booked services, for each currency. */
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

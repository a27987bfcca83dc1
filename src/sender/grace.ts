import { z } from 'zod'

/** How long what was replaced goes on working, unless somebody says otherwise. */
export const DEFAULT_GRACE_HOURS = 24

/** What the admin offers, in hours. */
export const GRACE_CHOICES = [0, 1, 24, 72, 168] as const

/** Any time from at once to 30 days. */
export const graceHoursSchema = z.number().min(0).max(720).default(DEFAULT_GRACE_HOURS)

import { z } from 'zod'

/** How long a replaced token or secret keeps working by default. */
export const DEFAULT_GRACE_HOURS = 24

/** The choices in the admin, in hours. */
export const GRACE_CHOICES = [0, 1, 24, 72, 168] as const

/** From 0 (immediately) to 30 days. */
export const graceHoursSchema = z.number().min(0).max(720).default(DEFAULT_GRACE_HOURS)

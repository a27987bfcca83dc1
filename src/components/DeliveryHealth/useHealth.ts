'use client'

import { z } from 'zod'
import { type Fetched, useFetched } from '../shared/useFetched'

const REFRESH_MS = 30_000

const healthSchema = z.object({
  lastReportAt: z.string().nullable(),
  needsReview: z.number(),
  reportsToday: z.number(),
  reportsWeek: z.number(),
  timezone: z.string(),
})

export type Health = z.infer<typeof healthSchema>

/** How a client's reports come in, asked again from time to time while somebody looks. */
export const useHealth = (url: null | string): Fetched<Health> | null =>
  useFetched(url, healthSchema, { refreshMs: REFRESH_MS })

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

/** Fetches how a client's reports arrive, and refreshes it while the page is visible. */
export const useHealth = (url: null | string): Fetched<Health> | null =>
  useFetched(url, healthSchema, { refreshMs: REFRESH_MS })

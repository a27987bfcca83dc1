'use client'

import { useState } from 'react'
import { z } from 'zod'
import {
  BLIND_REASONS,
  type Completeness,
  DAY_STATES,
  GAP_CAUSES,
  GAP_PROBLEMS,
} from '../../vapiAccount/completeness/completeness'
import { type Fetched, useFetched } from '../shared/useFetched'

const REFRESH_MS = 60_000
const CHECKING_MS = 2_000

const schema = z.object({
  atVapi: z.number(),
  cannotBeFilled: z.number(),
  checkedAt: z.string().nullable(),
  days: z.array(
    z.object({
      atVapi: z.number(),
      date: z.string(),
      here: z.number(),
      missing: z.number(),
      recovered: z.number(),
      state: z.enum(DAY_STATES),
    }),
  ),
  gaps: z.array(
    z.object({
      callID: z.string(),
      canBeFilled: z.boolean(),
      cause: z.enum(GAP_CAUSES),
      endedAt: z.string().nullable(),
      problem: z.enum(GAP_PROBLEMS).nullable(),
    }),
  ),
  here: z.number(),
  isAlarm: z.boolean(),
  listsDiffer: z
    .object({ listed: z.number(), statistics: z.number(), until: z.string() })
    .nullable(),
  missing: z.number(),
  neverConnected: z.number(),
  notAttributable: z.number().nullable(),
  problem: z.enum(BLIND_REASONS).nullable(),
  recovered: z.number(),
  running: z
    .object({ calls: z.number(), requests: z.number(), startedAt: z.string().nullable() })
    .nullable(),
  since: z.string(),
  stuck: z.number(),
  timezone: z.string(),
  unknownSince: z.string().nullable(),
  waiting: z.number(),
  windowDays: z.number(),
}) satisfies z.ZodType<Completeness>

/**
 * Fetches which of a client's calls are here, and refreshes it while the page is visible: every minute, and every two
 * seconds while a check is running.
 */
export const useCompleteness = (url: string) => {
  const [version, setVersion] = useState(0)
  const [isFast, setFast] = useState(false)
  const refreshMs = isFast ? CHECKING_MS : REFRESH_MS
  const seen: Fetched<Completeness> | null = useFetched(url, schema, { refreshMs, version })
  const isRunning = seen?.value?.running != null
  if (isRunning !== isFast) setFast(isRunning)
  return { readAgain: () => setVersion((before) => before + 1), seen }
}

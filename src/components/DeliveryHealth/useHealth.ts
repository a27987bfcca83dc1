'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'

const REFRESH_MS = 30_000

const healthSchema = z.object({
  lastReportAt: z.string().nullable(),
  needsReview: z.number(),
  reportsToday: z.number(),
  reportsWeek: z.number(),
  timezone: z.string(),
})

export type Health = z.infer<typeof healthSchema>

/** What is known, or why it is not, and when that was. */
export type Seen = { at: Date; health: Health | null; problem: null | string }

/** How a client's reports come in, asked again from time to time while somebody looks. */
export const useHealth = (url: null | string): null | Seen => {
  const { language, t } = useDesk()
  const [seen, setSeen] = useState<null | Seen>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `t` is new with every render
  useEffect(() => {
    if (url === null) return
    const controller = new AbortController()
    const desk = { language, t }
    const look = async () => {
      if (document.hidden) return
      try {
        const response = await send({ desk, method: 'GET', signal: controller.signal, url })
        const health = healthSchema.parse(await response.json())
        setSeen({ at: new Date(), health, problem: null })
      } catch (error) {
        if (controller.signal.aborted) return
        // What was known stays: it says how old it is.
        setSeen((before) => ({
          at: new Date(),
          health: before?.health ?? null,
          problem: reasonOf(error, desk),
        }))
      }
    }
    void look()
    const timer = setInterval(() => void look(), REFRESH_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      controller.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [language, url])
  return seen
}

'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { z } from 'zod'
import { getJSON, reasonOf } from './request'
import { useDesk } from './useDesk'

/** What an address answered with, or why nothing is known, and when that was. */
export type Fetched<Value> = { at: Date; problem: null | string; value: null | Value }

type Options = {
  /** Asks again so often, in milliseconds, while somebody looks at the page. */
  refreshMs?: number
  /** Asks again whenever it changes. */
  version?: unknown
}

/**
 * What an address answers with, asked for as the signed-in person; null until there is an answer. After a
 * failure, what was known before stays beside the problem.
 * @param url null: nothing is asked
 */
export const useFetched = <Value>(
  url: null | string,
  schema: z.ZodType<Value>,
  { refreshMs, version }: Options = {},
): Fetched<Value> | null => {
  const desk = useDesk()
  const [fetched, setFetched] = useState<Fetched<Value> | null>(null)
  const load = useEffectEvent(async (from: string, signal: AbortSignal) => {
    try {
      const value = await getJSON({ desk, schema, signal, url: from })
      setFetched({ at: new Date(), problem: null, value })
    } catch (error) {
      if (signal.aborted) return
      const problem = reasonOf(error, desk)
      setFetched((before) => ({ at: new Date(), problem, value: before?.value ?? null }))
    }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version asks again, no more
  useEffect(() => {
    if (url === null) return
    const controller = new AbortController()
    void load(url, controller.signal)
    if (refreshMs === undefined) return () => controller.abort()
    const refresh = () => {
      if (!document.hidden) void load(url, controller.signal)
    }
    const timer = setInterval(refresh, refreshMs)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      controller.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [refreshMs, url, version])
  return fetched
}

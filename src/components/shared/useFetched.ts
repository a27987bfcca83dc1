'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { z } from 'zod'
import { getJSON, reasonOf } from './request'
import { useDesk } from './useDesk'

/** A fetched value, or why there is none, and when it was fetched. */
export type Fetched<Value> = { at: Date; problem: null | string; value: null | Value }

type Options = {
  /** Fetches again at this interval in milliseconds while the page is visible. */
  refreshMs?: number
  /** Fetches again when it changes. */
  version?: unknown
}

/**
 * Fetches a URL as the signed-in user. After a failure the last value is kept, together with the problem.
 * @param url null: nothing is fetched
 * @returns null until there is a response
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version only triggers a fetch
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

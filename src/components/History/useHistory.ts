'use client'

import { useCallback, useEffect, useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { type Entry, pageSchema } from './entry'

type Seen = { entries: readonly Entry[]; hasMore: boolean; problem: null | string }

/** The history of a document, the latest first, and a way to earlier entries. */
export const useHistory = (url: null | string) => {
  const { language, t } = useDesk()
  const [seen, setSeen] = useState<null | Seen>(null)
  const [isLoading, setLoading] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `t` is new with every render
  const load = useCallback(
    async (before: readonly Entry[], signal?: AbortSignal) => {
      if (url === null) return
      const desk = { language, t }
      const last = before.at(-1)
      const query = last ? `?${new URLSearchParams({ at: last.at, id: last.id })}` : ''
      setLoading(true)
      try {
        const options = signal ? { signal } : {}
        const response = await send({ desk, method: 'GET', url: `${url}${query}`, ...options })
        const { entries, hasMore } = pageSchema.parse(await response.json())
        setSeen({ entries: [...before, ...entries], hasMore, problem: null })
      } catch (error) {
        if (signal?.aborted) return
        setSeen({ entries: before, hasMore: before.length > 0, problem: reasonOf(error, desk) })
      } finally {
        if (!signal?.aborted) setLoading(false)
      }
    },
    [language, url],
  )

  useEffect(() => {
    const controller = new AbortController()
    void load([], controller.signal)
    return () => controller.abort()
  }, [load])

  return { isLoading, loadMore: () => load(seen?.entries ?? []), seen }
}

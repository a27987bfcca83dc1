'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { send } from './request'
import { useDesk } from './useDesk'

const countSchema = z.object({ totalDocs: z.number() })

/** How many documents a count address answers with; null until it is known, or when it fails. */
export const useCount = (url: null | string): null | number => {
  const { language, t } = useDesk()
  const [count, setCount] = useState<null | number>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `t` is new with every render
  useEffect(() => {
    if (url === null) return
    const controller = new AbortController()
    send({ desk: { language, t }, method: 'GET', signal: controller.signal, url })
      .then(async (response) => countSchema.parse(await response.json()))
      .then(({ totalDocs }) => setCount(totalDocs))
      .catch(() => {
        // A count is an extra: without it the link still leads there.
      })
    return () => controller.abort()
  }, [language, url])
  return count
}

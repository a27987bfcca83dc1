'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { type Preview, previewSchema } from './previewSchema'

/** A pause in typing after which the draft is sent. */
const PAUSE_MS = 400

export type Previewed = { isLoading: boolean; preview: null | Preview; problem: null | string }

const NONE: Previewed = { isLoading: false, preview: null, problem: null }

/**
 * Tries a draft on recent calls whenever it changes. Only the answer to the newest draft is kept: the requests before
 * it are aborted. After a failure the last preview stays, together with the problem.
 * @param url null: nothing is sent
 * @param tried the draft as JSON; null: it is not complete enough to be tried
 */
export const usePreview = (url: null | string, tried: null | string): Previewed => {
  const desk = useDesk()
  const [previewed, setPreviewed] = useState<Previewed>(
    url === null ? NONE : { ...NONE, isLoading: true },
  )
  const load = useEffectEvent(async (to: string, mapping: string, signal: AbortSignal) => {
    setPreviewed((before) => ({ ...before, isLoading: true }))
    try {
      const body = { mapping: JSON.parse(mapping) }
      const response = await send({ body, desk, method: 'POST', signal, url: to })
      const preview = previewSchema.parse(await response.json())
      if (!signal.aborted) setPreviewed({ isLoading: false, preview, problem: null })
    } catch (error) {
      if (signal.aborted) return
      const problem = reasonOf(error, desk)
      setPreviewed(({ preview }) => ({ isLoading: false, preview, problem }))
    }
  })
  const isFirst = previewed.preview === null && previewed.problem === null
  const pause = isFirst ? 0 : PAUSE_MS
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pause alone is no reason to send it again
  useEffect(() => {
    if (url === null || tried === null) return
    const controller = new AbortController()
    const timer = setTimeout(() => void load(url, tried, controller.signal), pause)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [tried, url])
  return previewed
}

'use client'

import { useEffect, useRef, useState } from 'react'
import type { BulkProgress } from '../shared/bulkAnswer'
import { readNDJSON } from '../shared/ndjson'
import { errorsIn, reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { type ChangedCall, type Counts, lineSchema } from './answers'

/** So many calls are listed; the others are counted. */
const LISTED = 100
/** How often the page shows how far a preview is, in milliseconds. */
const SHOW_MS = 200

/** What a preview has found so far. `counts` null: it is not over. */
export type Preview = {
  calls: readonly ChangedCall[]
  counts: Counts | null
  labels: Readonly<Record<string, string>>
  problem: null | string
  progress: BulkProgress | null
}

const NOTHING: Preview = { calls: [], counts: null, labels: {}, problem: null, progress: null }

const withLine = (preview: Preview, line: unknown): Preview => {
  const problem = errorsIn(line)
  if (problem !== null) return { ...preview, problem }
  const said = lineSchema.safeParse(line).data
  if (!said) return preview
  if ('labels' in said) return { ...preview, labels: said.labels }
  if ('done' in said) return { ...preview, progress: said }
  if ('changed' in said) return { ...preview, counts: said }
  return preview.calls.length < LISTED ? { ...preview, calls: [...preview.calls, said] } : preview
}

/** Previews what a run would change. It ends when the page is left. */
export const usePreview = (url: string) => {
  const desk = useDesk()
  const [preview, setPreview] = useState<null | Preview>(null)
  const [isRunning, setRunning] = useState(false)
  const controller = useRef<AbortController | null>(null)
  useEffect(() => () => controller.current?.abort(), [])

  const read = async (signal: AbortSignal, show: (preview: Preview) => void): Promise<Preview> => {
    let found = NOTHING
    let shownAt = performance.now()
    const headers = { Accept: 'application/x-ndjson' }
    const response = await send({
      body: { dryRun: true },
      desk,
      headers,
      method: 'POST',
      signal,
      url,
    })
    for await (const line of response.body ? readNDJSON(response.body) : []) {
      found = withLine(found, line)
      if (performance.now() - shownAt < SHOW_MS) continue
      shownAt = performance.now()
      show(found)
    }
    if (found.counts || found.problem) return found
    return { ...found, problem: desk.t('desk:reprojectIncomplete') }
  }

  const run = async (): Promise<void> => {
    if (isRunning) return
    const own = new AbortController()
    controller.current = own
    setRunning(true)
    setPreview(NOTHING)
    try {
      setPreview(await read(own.signal, setPreview))
    } catch (error) {
      const problem = own.signal.aborted ? null : reasonOf(error, desk)
      setPreview((before) => ({ ...(before ?? NOTHING), problem }))
    }
    setRunning(false)
  }

  return {
    /** Forgets what was found, except what fields are called. */
    clear: () => setPreview((before) => before && { ...NOTHING, labels: before.labels }),
    isRunning,
    preview,
    run,
    stop: () => controller.current?.abort(),
  }
}

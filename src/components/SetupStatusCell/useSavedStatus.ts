'use client'

import { toast, useListQuery, useRouteCache } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { mentionsField } from '../shared/where'

const answerSchema = z.object({ setupStatus: z.string() })

type Row = {
  id: string
  /** The list's row object. Each refresh makes a new one, even if the status is the same. */
  rowData: unknown
  status: string
}

type State =
  | { kind: 'failed'; reason: string }
  | { kind: 'idle' }
  | { kind: 'saved' }
  | { kind: 'saving' }

/**
 * A row's setup status, saved on each change. Changes are sent one after another, so that the last choice is
 * written last. Choices that were replaced while they waited are skipped.
 */
export const useSavedStatus = ({ id, rowData, status: listed }: Row) => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { clearRouteCache } = useRouteCache()
  const { query } = useListQuery()
  const [value, setValue] = useState(listed)
  const [state, setState] = useState<State>({ kind: 'idle' })
  const [seenRow, setSeenRow] = useState(rowData)
  const wanted = useRef(listed)
  const stored = useRef(listed)
  const queue = useRef<Promise<void>>(Promise.resolve())

  if (rowData !== seenRow && state.kind !== 'saving') {
    setSeenRow(rowData)
    setValue(listed)
  }
  useEffect(() => {
    // A failed save falls back to this.
    if (rowData) stored.current = listed
  }, [listed, rowData])

  const save = async (status: string) => {
    if (status !== wanted.current) return
    try {
      const response = await send({
        body: { setupStatus: status },
        desk,
        method: 'POST',
        url: apiURL(`/users/${id}/setup-status`),
      })
      stored.current = answerSchema.parse(await response.json()).setupStatus
      if (status !== wanted.current) return
      setValue(stored.current)
      setState({ kind: 'saved' })
      // In a list filtered by status the row would vanish under the cursor, so it is not refreshed yet.
      if (!mentionsField(query.where, 'setupStatus')) clearRouteCache()
    } catch (error) {
      if (status !== wanted.current) return
      const reason = reasonOf(error, desk)
      wanted.current = stored.current
      setValue(stored.current)
      setState({ kind: 'failed', reason })
      toast.error(desk.t('desk:saveFailed', { reason }))
    }
  }

  const change = (status: string) => {
    wanted.current = status
    setValue(status)
    setState({ kind: 'saving' })
    queue.current = queue.current.then(() => save(status))
  }

  return { change, state, value }
}

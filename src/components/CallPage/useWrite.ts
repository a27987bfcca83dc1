'use client'

import { toast, useRouteCache } from '@payloadcms/ui'
import { useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

type Write = { body: object; done: string; path: 'feedback/answer' | 'follow-up' }

/** Sends what somebody wrote about a call, says how it went, and shows the call as it is then. */
export const useWrite = (id: string) => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { clearRouteCache } = useRouteCache()
  const [isRunning, setIsRunning] = useState(false)
  const write = async ({ body, done, path }: Write): Promise<void> => {
    setIsRunning(true)
    try {
      await send({ body, desk, method: 'POST', url: apiURL(`/call-summaries/${id}/${path}`) })
      toast.success(done)
      clearRouteCache()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setIsRunning(false)
    }
  }
  return { isRunning, write }
}

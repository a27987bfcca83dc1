'use client'

import { toast, useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import type { BulkCounts } from '../shared/bulkAnswer'
import { postBulk } from '../shared/postBulk'
import { reasonOf } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useReadAgain } from '../shared/useReadAgain'
import { useURLs } from '../shared/useURLs'

type Action = {
  options?: { atVapi?: boolean; graceHours?: number }
  path: `/${string}`
  /** The message to show when it is done. */
  describeResult: (counts: BulkCounts) => string
}

/**
 * Runs an action on the open client's token and updates the form with the result. Unsaved changes are kept.
 */
export const useTokenAction = () => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const readAgain = useReadAgain()
  const [running, setRunning] = useState(false)

  const run = async ({ describeResult, options = {}, path }: Action): Promise<void> => {
    if (id === undefined) return
    setRunning(true)
    try {
      const counts = await postBulk({
        body: { ids: [id], ...options },
        desk,
        url: apiURL(`/users${path}`),
      })
      await readAgain()
      toast.success(describeResult(counts))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setRunning(false)
    }
  }

  return { run, running }
}

'use client'

import { Button, toast, useDocumentInfo, useRouteCache } from '@payloadcms/ui'
import { useState } from 'react'
import { type BulkOptions, postBulk } from './postBulk'
import { reasonOf } from './request'
import { useDesk } from './useDesk'
import { useURLs } from './useURLs'

type Counts = Awaited<ReturnType<typeof postBulk>>

type Props = {
  label: string
  options?: BulkOptions
  /** The path of the bulk endpoint, below the API's root. */
  path: `/${string}`
  describeResult: (counts: Counts) => { isWarning?: boolean; text: string }
}

/** A button on a document's page that runs a bulk action on this document only. */
export const DocumentAction = ({ label, options, path, describeResult }: Props) => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const { clearRouteCache } = useRouteCache()
  const [running, setRunning] = useState(false)
  if (id === undefined) return null

  const run = async () => {
    setRunning(true)
    try {
      const counts = await postBulk({ body: { ids: [id], ...options }, desk, url: apiURL(path) })
      const { isWarning, text } = describeResult(counts)
      if (isWarning) toast.warning(text)
      else toast.success(text)
      clearRouteCache()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setRunning(false)
    }
  }

  return (
    <Button buttonStyle="secondary" disabled={running} margin={false} onClick={run} size="medium">
      {running ? desk.t('desk:bulkWorking') : label}
    </Button>
  )
}

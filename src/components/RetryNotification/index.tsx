'use client'

import { Button, toast, useDocumentInfo, useFormFields, useRouteCache } from '@payloadcms/ui'
import { useState } from 'react'
import { sayRetryResult } from '../shared/bulkResult'
import { postBulk } from '../shared/postBulk'
import { reasonOf } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

/** Has one notification tried again that was given up, from its own page. */
export const RetryNotification = () => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const state = useFormFields(([fields]) => fields?.state?.value)
  const { clearRouteCache } = useRouteCache()
  const [running, setRunning] = useState(false)
  if (id === undefined || state !== 'dead') return null

  const retry = async () => {
    setRunning(true)
    try {
      const counts = await postBulk({
        body: { ids: [id] },
        desk,
        url: apiURL('/notifications/retry'),
      })
      toast.success(sayRetryResult(counts, desk))
      clearRouteCache()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setRunning(false)
    }
  }

  return (
    <Button buttonStyle="secondary" disabled={running} margin={false} onClick={retry} size="medium">
      {running ? desk.t('desk:bulkWorking') : desk.t('desk:retryAction')}
    </Button>
  )
}

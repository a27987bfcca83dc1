'use client'

import { Button, toast, useDocumentInfo, useRouteCache } from '@payloadcms/ui'
import { useState } from 'react'
import { sayReplayResult } from '../shared/bulkResult'
import { postBulk } from '../shared/postBulk'
import { reasonOf } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

/** Reads one delivery again, from its own page. */
export const ReplayDelivery = () => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const { clearRouteCache } = useRouteCache()
  const [running, setRunning] = useState(false)
  if (id === undefined) return null

  const replay = async () => {
    setRunning(true)
    try {
      const counts = await postBulk({
        body: { ids: [id] },
        desk,
        url: apiURL('/webhook-deliveries/replay'),
      })
      const result = sayReplayResult(counts, desk)
      if (counts.needsReview) toast.warning(result)
      else toast.success(result)
      clearRouteCache()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setRunning(false)
    }
  }

  return (
    <Button
      buttonStyle="secondary"
      disabled={running}
      margin={false}
      onClick={replay}
      size="medium"
    >
      {running ? desk.t('desk:bulkWorking') : desk.t('desk:replayAction')}
    </Button>
  )
}

'use client'

import { Button, toast } from '@payloadcms/ui'
import { useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'

type Props = {
  /** Of the call. */
  id: string
  /** Why the last try failed. */
  problem: string
}

/** Says that copying a recording failed and is tried again, and tries it now. */
export const CopyRecording = ({ id, problem }: Props) => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const mayChange = useMayOnField('call-summaries', 'summary', 'update')
  const [isAsked, setIsAsked] = useState(false)
  const retry = async () => {
    setIsAsked(true)
    try {
      const url = apiURL(`/call-summaries/${id}/recording/copy`)
      await send({ desk, method: 'POST', url })
      toast.success(t('desk:copyRecordingAsked'))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    }
  }
  return (
    <p className="desk-call__quiet">
      {t('desk:copyRecordingWaits', { problem })}{' '}
      {mayChange && (
        <Button
          buttonStyle="secondary"
          disabled={isAsked}
          margin={false}
          onClick={() => void retry()}
          size="small"
        >
          {t('desk:copyRecordingNow')}
        </Button>
      )}
    </p>
  )
}

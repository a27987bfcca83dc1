'use client'

import { useFormFields } from '@payloadcms/ui'
import { describeRetryResult } from '../shared/bulkResult'
import { DocumentAction } from '../shared/DocumentAction'
import { useDesk } from '../shared/useDesk'

/** Retries a failed notification, from its own page. */
export const RetryNotification = () => {
  const desk = useDesk()
  const state = useFormFields(([fields]) => fields?.state?.value)
  if (state !== 'dead') return null
  return (
    <DocumentAction
      label={desk.t('desk:retryAction')}
      path="/notifications/retry"
      describeResult={(counts) => ({ text: describeRetryResult(counts, desk) })}
    />
  )
}

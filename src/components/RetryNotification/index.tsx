'use client'

import { useFormFields } from '@payloadcms/ui'
import { sayRetryResult } from '../shared/bulkResult'
import { DocumentAction } from '../shared/DocumentAction'
import { useDesk } from '../shared/useDesk'

/** Has one notification tried again that was given up, from its own page. */
export const RetryNotification = () => {
  const desk = useDesk()
  const state = useFormFields(([fields]) => fields?.state?.value)
  if (state !== 'dead') return null
  return (
    <DocumentAction
      label={desk.t('desk:retryAction')}
      path="/notifications/retry"
      sayResult={(counts) => ({ text: sayRetryResult(counts, desk) })}
    />
  )
}

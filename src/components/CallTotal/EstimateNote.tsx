'use client'

import { FieldDescription } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'

/** The words of it, in the look of a field's description. */
export const EstimateNote = () => {
  const { t } = useDesk()
  return <FieldDescription description={t('desk:totalEstimated')} path="totalDocs" />
}

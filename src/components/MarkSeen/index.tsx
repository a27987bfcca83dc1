'use client'

import { useFormFields } from '@payloadcms/ui'
import { describeSeenResult } from '../shared/bulkResult'
import { DocumentAction } from '../shared/DocumentAction'
import { useDesk } from '../shared/useDesk'

/** Marks a delivery that needs review as seen, from its own page, or takes the mark back. */
export const MarkSeen = () => {
  const desk = useDesk()
  const needsReview = useFormFields(([fields]) => fields.state?.value === 'needs_review')
  const isSeen = useFormFields(([fields]) => Boolean(fields.seenAt?.value))
  if (!needsReview) return null
  return (
    <DocumentAction
      label={desk.t(isSeen ? 'desk:unseenAction' : 'desk:seenAction')}
      options={{ seen: !isSeen }}
      path="/webhook-deliveries/mark-seen"
      describeResult={(counts) => ({ text: describeSeenResult(counts, desk, { isSeen: !isSeen }) })}
    />
  )
}

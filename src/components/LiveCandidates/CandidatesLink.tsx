'use client'

import { Link, useListDrawerContext } from '@payloadcms/ui'
import { stringify } from 'qs-esm'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

/** Links to these clients in the list. Not shown in drawers that pick a related document. */
export const CandidatesLink = ({ ids }: { ids: readonly string[] }) => {
  const { formatCount, t } = useDesk()
  const { adminURL } = useURLs()
  const { isInDrawer } = useListDrawerContext()
  if (isInDrawer) return null
  const { length: count } = ids
  // In the shape of Payload's filter builder, so that the filter is shown there.
  const where = { or: [{ and: [{ id: { in: ids.join(',') } }] }] }
  const query = stringify({ where }, { addQueryPrefix: true })
  return (
    <p className="desk-live-candidates">
      {t('desk:liveOfferList', { count, n: formatCount(count) })}{' '}
      <Link href={adminURL(`/collections/users${query}`)} prefetch={false}>
        {t('desk:liveOfferShow')}
      </Link>
    </p>
  )
}

'use client'

import { Link, useListDrawerContext } from '@payloadcms/ui'
import { listLink } from '../../figures/links'
import { useListURL } from '../Figures/FigureLink'
import { useDesk } from '../shared/useDesk'
import './index.css'

/** Links to these clients in the list. Not shown in drawers that pick a related document. */
export const CandidatesLink = ({ ids }: { ids: readonly string[] }) => {
  const { formatCount, t } = useDesk()
  const listURL = useListURL()
  const { isInDrawer } = useListDrawerContext()
  if (isInDrawer) return null
  const { length: count } = ids
  return (
    <p className="desk-live-candidates">
      {t('desk:liveOfferList', { count, n: formatCount(count) })}{' '}
      <Link href={listURL(listLink('users', [{ id: { in: ids.join(',') } }]))} prefetch={false}>
        {t('desk:liveOfferShow')}
      </Link>
    </p>
  )
}

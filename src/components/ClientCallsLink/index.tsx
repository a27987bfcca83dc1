'use client'

import { FieldLabel, Link, useAuth, useDocumentInfo } from '@payloadcms/ui'
import type { Where } from 'payload'
import { stringify } from 'qs-esm'
import { useCount } from '../shared/useCount'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

const query = (where: Where) => stringify({ where }, { addQueryPrefix: true })

/** Links from a client to its calls and its notifications. */
export const ClientCallsLink = () => {
  const { formatCount, t } = useDesk()
  const { adminURL, apiURL } = useURLs()
  const { permissions } = useAuth()
  const { id } = useDocumentInfo()
  const mayRead = id !== undefined && permissions?.collections?.['call-summaries']?.read === true

  // In the shape of Payload's filter builder, so that the filter is shown there.
  const ofClient: Where = { or: [{ and: [{ client: { equals: id } }] }] }
  const callCount = useCount(mayRead ? apiURL(`/call-summaries/count${query(ofClient)}`) : null)
  const seesNotifications = permissions?.collections?.notifications?.read === true
  if (!mayRead) return null

  return (
    <div className="field-type desk-field desk-calls">
      <FieldLabel as="span" label={t('desk:callsLabel')} />
      <div className="desk-calls__links">
        {callCount === 0 ? (
          <span className="desk-calls__none">{t('desk:callsNone')}</span>
        ) : (
          <Link href={adminURL(`/collections/call-summaries${query(ofClient)}`)} prefetch={false}>
            {callCount === null
              ? t('desk:callsLabel')
              : t('desk:callsLink', { count: callCount, n: formatCount(callCount) })}
          </Link>
        )}
        {seesNotifications && (
          <Link href={adminURL(`/collections/notifications${query(ofClient)}`)} prefetch={false}>
            {t('desk:notificationsLink')}
          </Link>
        )}
      </div>
    </div>
  )
}

'use client'

import { FieldLabel, Link, useAuth, useDocumentInfo } from '@payloadcms/ui'
import { stringify } from 'qs-esm'
import { listLink } from '../../figures/links'
import { useListURL } from '../Figures/FigureLink'
import { useCount } from '../shared/useCount'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

/** Links from a client to its calls and its notifications. */
export const ClientCallsLink = () => {
  const { formatCount, t } = useDesk()
  const { apiURL } = useURLs()
  const listURL = useListURL()
  const { permissions } = useAuth()
  const { id } = useDocumentInfo()
  const mayRead = id !== undefined && permissions?.collections?.['call-summaries']?.read === true

  const ofClient = [{ client: { equals: String(id) } }]
  const calls = listLink('call-summaries', ofClient)
  const query = stringify({ where: calls.where }, { addQueryPrefix: true })
  const callCount = useCount(mayRead ? apiURL(`/call-summaries/count${query}`) : null)
  const seesNotifications = permissions?.collections?.notifications?.read === true
  if (!mayRead) return null

  return (
    <div className="field-type desk-field desk-calls">
      <FieldLabel as="span" label={t('desk:callsLabel')} />
      <div className="desk-calls__links">
        {callCount === 0 ? (
          <span className="desk-calls__none">{t('desk:callsNone')}</span>
        ) : (
          <Link href={listURL(calls)} prefetch={false}>
            {callCount === null
              ? t('desk:callsLabel')
              : t('desk:callsLink', { count: callCount, n: formatCount(callCount) })}
          </Link>
        )}
        {seesNotifications && (
          <Link href={listURL(listLink('notifications', ofClient))} prefetch={false}>
            {t('desk:notificationsLink')}
          </Link>
        )}
      </div>
    </div>
  )
}

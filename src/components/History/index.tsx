'use client'

import { Button, useAuth, useDocumentInfo } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { EntryLine } from './EntryLine'
import { foldViews } from './foldViews'
import { useHistory } from './useHistory'
import './index.css'

const Entries = ({ url }: { url: string }) => {
  const { t } = useDesk()
  const { isLoading, loadMore, seen } = useHistory(url)
  const isEmpty = seen !== null && seen.entries.length === 0 && seen.problem === null
  return (
    <section aria-busy={isLoading} aria-label={t('desk:historyTitle')} className="desk-history">
      {isEmpty && <p className="desk-history__hint">{t('desk:historyNone')}</p>}
      <ol className="desk-history__entries">
        {foldViews(seen?.entries ?? []).map((entry) => (
          <EntryLine entry={entry} key={entry.id} />
        ))}
      </ol>
      {seen?.problem && (
        <p className="desk-history__hint" role="status">
          {seen.problem}
        </p>
      )}
      {seen?.hasMore && (
        <Button buttonStyle="pill" disabled={isLoading} onClick={loadMore} size="small">
          {t('desk:historyEarlier')}
        </Button>
      )}
    </section>
  )
}

/** Who did what to the open document. It has its own tab, so that it is only loaded when needed. */
export const History = () => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const { permissions } = useAuth()
  const { collectionSlug, id } = useDocumentInfo()
  if (permissions?.collections?.['audit-log']?.read !== true) {
    return <p className="desk-history__hint">{t('desk:historyHidden')}</p>
  }
  if (id === undefined) return <p className="desk-history__hint">{t('desk:historyNone')}</p>
  return <Entries url={apiURL(`/audit-log/of/${collectionSlug}/${id}`)} />
}

'use client'

import { PopupList, toast, useConfig, useListDrawerContext, useListQuery } from '@payloadcms/ui'
import { stringify } from 'qs-esm'
import { selectionBody } from '../shared/selection'
import { startDownload } from '../shared/startDownload'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

const COLLECTION = 'call-summaries'

/** Items in the list's menu that export all calls of the current filter and search. */
export const ExportCalls = () => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const { getEntityConfig } = useConfig()
  const { query } = useListQuery()
  const { isInDrawer } = useListDrawerContext()
  if (isInDrawer) return null

  const save = (options: { bom?: true; format: 'csv' | 'ndjson' }) => {
    const body = selectionBody({
      collectionConfig: getEntityConfig({ collectionSlug: COLLECTION }),
      ids: [],
      search: query.search,
      selectAll: 'allAvailable',
      where: query.where,
    })
    const where = 'where' in body ? body.where : undefined
    startDownload({
      onRefused: (reason) => toast.error(reason ?? t('desk:noAnswer')),
      url: `${apiURL(`/${COLLECTION}/export`)}?${stringify({ ...options, where })}`,
    })
  }

  return (
    <>
      <PopupList.Button id="export-csv" onClick={() => save({ bom: true, format: 'csv' })}>
        {t('desk:exportCSV')}
      </PopupList.Button>
      <PopupList.Button id="export-ndjson" onClick={() => save({ format: 'ndjson' })}>
        {t('desk:exportNDJSON')}
      </PopupList.Button>
    </>
  )
}

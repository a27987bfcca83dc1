'use client'

import { toast, useConfig, useListQuery, useRouteCache, useSelection } from '@payloadcms/ui'
import { useState } from 'react'
import type { BulkCounts, BulkProgress } from './bulkAnswer'
import { postBulk } from './postBulk'
import { reasonOf } from './request'
import { selectionBody } from './selection'
import { useDesk } from './useDesk'
import { useKeptSelection } from './useKeptSelection'
import { useURLs } from './useURLs'

type Run = {
  options?: { graceHours?: number }
  path: `/${string}`
  /** The message to show when it is done. */
  describeResult: (counts: BulkCounts, selected: number) => string
}

type Options = {
  collectionSlug: string
  /** Whether several actions usually follow one another on the same documents. */
  keepsSelection: boolean
}

/**
 * Runs bulk actions on the selected documents, then refreshes the list. The selection is cleared, unless it is
 * kept for the next action. It is never kept where the action may change what the list finds: nobody would see
 * what is selected.
 */
export const useBulkRun = ({ collectionSlug, keepsSelection }: Options) => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { getEntityConfig } = useConfig()
  const { clearRouteCache } = useRouteCache()
  const { query, refineListData } = useListQuery()
  const { count, selectAll, selectedIDs, toggleAll } = useSelection()
  const keep = useKeptSelection()
  const [running, setRunning] = useState(false)
  const [progress, setProgress] = useState<BulkProgress | null>(null)

  const run = async ({ options = {}, path, describeResult }: Run): Promise<void> => {
    if (running) return
    setRunning(true)
    setProgress(null)
    try {
      const counts = await postBulk({
        body: {
          ...selectionBody({
            collectionConfig: getEntityConfig({ collectionSlug }),
            ids: selectedIDs,
            search: query.search,
            selectAll,
            where: query.where,
          }),
          ...options,
        },
        desk,
        onProgress: setProgress,
        url: apiURL(`/${collectionSlug}${path}`),
      })
      toast.success(describeResult(counts, count))
      const isSameList = selectAll !== 'allAvailable' && !query.where
      if (keepsSelection && isSameList) keep(selectedIDs)
      else toggleAll()
      // The current page may no longer exist if the action changed what the filter finds.
      if (selectAll === 'allAvailable') await refineListData({ page: 1 }, false)
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      // Also after a failure, because part of the work may be done.
      clearRouteCache()
      setRunning(false)
    }
  }

  return { count, progress, run, running }
}

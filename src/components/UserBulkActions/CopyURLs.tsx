'use client'

import { Button, useConfig, useListQuery, useSelection } from '@payloadcms/ui'
import { selectionBody } from '../shared/selection'
import { useDesk } from '../shared/useDesk'
import { useCopyURLs } from './useCopyURLs'

/** Copies the webhook URLs of the selected clients, with their names and e-mails, to paste into a spreadsheet. */
export const CopyURLs = () => {
  const { t } = useDesk()
  const { getEntityConfig } = useConfig()
  const { query } = useListQuery()
  const { selectAll, selectedIDs } = useSelection()
  const { copy, isRunning } = useCopyURLs()
  const copySelected = () =>
    copy(
      selectionBody({
        collectionConfig: getEntityConfig({ collectionSlug: 'users' }),
        ids: selectedIDs,
        search: query.search,
        selectAll,
        where: query.where,
      }),
    )
  return (
    <Button
      buttonStyle="pill"
      disabled={isRunning}
      margin={false}
      onClick={() => void copySelected()}
      size="small"
    >
      {t('desk:copyURLs')}
    </Button>
  )
}

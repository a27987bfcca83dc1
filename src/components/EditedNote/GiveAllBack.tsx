'use client'

import { PopupList, useFormFields, useFormModified } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { readEdits } from './readEdits'
import { useGiveBack } from './useGiveBack'

/** A menu item on a call's page that gives all its edits back to the reports. */
export const GiveAllBack = () => {
  const { t } = useDesk()
  const isModified = useFormModified()
  const mayChange = useMayOnField('call-summaries', 'summary', 'update')
  const count = useFormFields(([fields]) => Object.keys(readEdits(fields?.edits?.value)).length)
  const { give, running } = useGiveBack()
  if (!mayChange || count === 0) return null
  return (
    <PopupList.ButtonGroup>
      <PopupList.Button disabled={running || isModified} onClick={() => void give(null)}>
        {t('desk:giveBackAll')}
      </PopupList.Button>
    </PopupList.ButtonGroup>
  )
}

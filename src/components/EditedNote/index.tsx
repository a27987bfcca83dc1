'use client'

import { useFormFields, useFormModified } from '@payloadcms/ui'
import { formatWhen } from '../../format'
import { isEditable } from '../../vapi/merge'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { useMayOnField } from '../shared/useMayOnField'
import { heldSince, readEdits } from './readEdits'
import { useGiveBack } from './useGiveBack'
import './index.css'

/** A note below an edited field: when it was edited, and a button that gives it back to the reports. */
export const EditedNote = ({ path }: { path: string }) => {
  const { language, t } = useDesk()
  const hydrated = useHydrated()
  const isModified = useFormModified()
  const mayChange = useMayOnField('call-summaries', 'summary', 'update')
  const since = useFormFields(([fields]) => heldSince(readEdits(fields?.edits?.value), path))
  const { give, running } = useGiveBack()
  const when = formatWhen(since, { language, ...(hydrated ? {} : { timeZone: 'UTC' }) })
  if (!when || !isEditable(path)) return null

  return (
    <p className="desk-edited">
      <span>
        {t('desk:editedNote')}{' '}
        <time dateTime={when.iso} title={when.iso}>
          {when.text}
        </time>
      </span>
      {mayChange && (
        <button
          className="desk-edited__give"
          disabled={running || isModified}
          onClick={() => void give([path])}
          title={t(isModified ? 'desk:giveBackSaveFirst' : 'desk:giveBackHint')}
          type="button"
        >
          {t('desk:giveBack')}
        </button>
      )}
    </p>
  )
}

'use client'

import { useAuth, useDocumentInfo, useField, useFormModified } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'
import type { JSONFieldClientProps } from 'payload'
import { useId, useState } from 'react'
import type { DeskMapping } from '../../vapi/mapping/mapping'
import { Reprojection } from '../Reprojection'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { Calls } from './Calls'
import { type Draft, type Row, readDraft, storedOf, triedOf } from './draft'
import { type Editing, EditingContext } from './editing'
import { Keys } from './Keys'
import { Lines } from './Lines'
import { Outcomes } from './Outcomes'
import { OwnFields } from './OwnFields'
import { usePreview } from './usePreview'
import { Values } from './Values'
import './index.css'

type Props = Pick<JSONFieldClientProps, 'path' | 'readOnly'> & {
  /** The desk's mapping beside a client's; null: the desk's own is edited. */
  desk: DeskMapping | null
  /** Where a draft is tried. */
  previewURL: `/${string}`
}

const Editor = ({ desk, path: pathFromProps, previewURL, readOnly }: Props) => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const { permissions } = useAuth()
  const searchID = useId()
  const [active, setActive] = useState<null | Row>(null)
  const { disabled, errorMessage, path, setValue, showError, value } = useField<unknown>({
    potentiallyStalePath: pathFromProps,
  })
  const kind = desk ? 'client' : 'desk'
  const draft = readDraft(value)
  const mayRead = (collection: 'call-summaries' | 'webhook-deliveries') =>
    permissions?.collections?.[collection]?.read === true
  const mayPreview = !readOnly && mayRead('call-summaries') && mayRead('webhook-deliveries')
  const tried = triedOf(draft, kind)
  const previewed = usePreview(
    mayPreview ? apiURL(previewURL) : null,
    tried && JSON.stringify(tried),
  )
  const { preview } = previewed
  const editing: Editing = {
    active,
    change: (next: Draft) => setValue(storedOf(next, kind)),
    desk,
    draft,
    isLocked: Boolean(readOnly || disabled),
    mayPreview,
    preview,
    searchID,
    setActive,
  }
  return (
    <EditingContext value={editing}>
      <div className="field-type desk-map" id={`field-${path}`}>
        {showError && errorMessage && (
          <p className="desk-map__problem" role="alert">
            {errorMessage}
          </p>
        )}
        {!desk && <p className="desk-map__hint">{t('desk:mappingDeskHint')}</p>}
        <Lines previewed={mayPreview ? previewed : null} />
        {!desk && <Outcomes />}
        <Values />
        {desk && <OwnFields />}
        {mayPreview && preview && <Keys preview={preview} />}
        {mayPreview && preview && <Calls preview={preview} />}
      </div>
    </EditingContext>
  )
}

/** Past calls, which are read with what is stored: not while the form says something else, and anew once it is saved. */
const PastCalls = ({ clientID }: { clientID?: string }) => {
  const isModified = useFormModified()
  const { savedDocumentData } = useDocumentInfo()
  return isModified ? null : (
    <Reprojection clientID={clientID} key={String(savedDocumentData?.updatedAt)} />
  )
}

/** The editor of the desk's mapping, and all past calls below it. */
export const DeskEditor = (props: Pick<Props, 'path' | 'readOnly'>) => (
  <>
    <Editor {...props} desk={null} previewURL="/mapping-preview" />
    <PastCalls />
  </>
)

/** The editor of a client's mapping, on the page of its own that a client has for it; below it, its past calls. */
export const ClientEditor = (props: Pick<Props, 'path' | 'readOnly'> & { desk: DeskMapping }) => {
  const { id } = useDocumentInfo()
  const isPage = usePathname().endsWith('/fields')
  return isPage && id !== undefined ? (
    <>
      <Editor {...props} previewURL={`/users/${id}/mapping-preview`} />
      <PastCalls clientID={String(id)} />
    </>
  ) : null
}

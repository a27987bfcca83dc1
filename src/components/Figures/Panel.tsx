'use client'

import type { ReactNode } from 'react'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'
import './Panel.css'

type PanelProps = {
  children: ReactNode
  /** A short text next to the heading. */
  note?: ReactNode
  title: DeskKey
}

/** A section with a heading on a page of figures. */
export const Panel = ({ children, note, title }: PanelProps) => {
  const { t } = useDesk()
  return (
    <section aria-label={t(title)} className="desk-panel">
      <header className="desk-panel__header">
        <h2 className="desk-panel__title">{t(title)}</h2>
        {note && <span className="desk-panel__note">{note}</span>}
      </header>
      {children}
    </section>
  )
}

/** A panel with a sentence instead of figures. */
export const PanelNote = ({ text, title }: { text: DeskKey; title: DeskKey }) => {
  const { t } = useDesk()
  return (
    <Panel title={title}>
      <p className="desk-panel__empty">{t(text)}</p>
    </Panel>
  )
}

/** A panel while its figures are loading. */
export const PanelWaiting = ({ title }: { title: DeskKey }) => {
  const { t } = useDesk()
  return (
    <Panel title={title}>
      <p aria-busy className="desk-panel__empty">
        {t('desk:figuresWaiting')}
      </p>
    </Panel>
  )
}

/** A panel that says why its figures could not be loaded. */
export const PanelProblem = ({ text, title }: { text: DeskKey; title: DeskKey }) => {
  const { t } = useDesk()
  return (
    <Panel title={title}>
      <p className="desk-panel__problem" role="alert">
        {t(text)}
      </p>
    </Panel>
  )
}

'use client'

import type { ReactNode } from 'react'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'
import './Panel.css'

/** Which heading a panel has, and by which class of problem it is known. */
type PanelProps = {
  children: ReactNode
  /** A word beside the heading. */
  note?: ReactNode
  title: DeskKey
}

/** One part of a page of figures. */
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

/** A sentence where there are no figures. */
export const PanelNote = ({ text, title }: { text: DeskKey; title: DeskKey }) => {
  const { t } = useDesk()
  return (
    <Panel title={title}>
      <p className="desk-panel__empty">{t(text)}</p>
    </Panel>
  )
}

/** While figures are worked out. */
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

/** What went wrong with figures, while those beside them go on. */
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

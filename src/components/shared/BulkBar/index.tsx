'use client'

import { Button, ConfirmationModal, useListDrawerContext, useModal } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { BulkProgress } from '../BulkProgress'
import type { BulkCounts } from '../bulkAnswer'
import { useBulkRun } from '../useBulkRun'
import { useDesk } from '../useDesk'
import './index.css'

type BulkAction = {
  /** What will happen, below the sentence with the count. */
  body: string
  confirmLabel: string
  /** An input below the text. */
  control?: ReactNode
  heading: string
  /** Whether it ends something for good. */
  isDangerous?: boolean
  label: string
  options?: { graceHours?: number }
  path: `/${string}`
  describeResult: (counts: BulkCounts, selected: number) => string
}

type Props = {
  actions: readonly BulkAction[]
  /** Further buttons, which change nothing and need no confirmation. */
  children?: ReactNode
  collectionSlug: string
  /** Whether the selection stays after an action, for the next one. */
  keepsSelection?: boolean
  /** The sentence that says how many are selected. */
  describeCount: (count: number) => string
}

const Bar = ({
  actions,
  children,
  collectionSlug,
  describeCount,
  keepsSelection = false,
}: Props) => {
  const { formatCount, t } = useDesk()
  const { openModal } = useModal()
  const { count, progress, run, running } = useBulkRun({ collectionSlug, keepsSelection })
  const modalSlug = (path: string) => `desk-bulk-${collectionSlug}${path.replaceAll('/', '-')}`

  return (
    <div aria-live="polite" className="desk-bulk-slot">
      {(count > 0 || running) && (
        <section aria-label={t('desk:bulkBar')} className="desk-bulk-bar">
          <span className="desk-bulk-bar__count">
            {t('desk:bulkSelected', { n: formatCount(count) })}
          </span>
          <div className="desk-bulk-bar__actions">
            {actions.map(({ isDangerous, label, path }) => (
              <Button
                buttonStyle="pill"
                {...(isDangerous ? { className: 'desk-danger' } : {})}
                disabled={running}
                key={path}
                margin={false}
                onClick={() => openModal(modalSlug(path))}
                size="small"
              >
                {label}
              </Button>
            ))}
            {children}
          </div>
          {running && <BulkProgress progress={progress} />}
        </section>
      )}
      {actions.map(({ body, confirmLabel, control, heading, options, path, ...action }) => (
        <ConfirmationModal
          body={
            <div className="desk-bulk-confirm">
              <p>
                <strong>{describeCount(count)}</strong> {body}
              </p>
              {control}
              {running && <BulkProgress progress={progress} />}
            </div>
          }
          confirmingLabel={t('desk:bulkWorking')}
          confirmLabel={confirmLabel}
          heading={heading}
          key={path}
          modalSlug={modalSlug(path)}
          {...(action.isDangerous ? { className: 'desk-danger' } : {})}
          onConfirm={() =>
            run({
              ...(options ? { options } : {}),
              path,
              describeResult: action.describeResult,
            })
          }
        />
      ))}
    </div>
  )
}

/** Actions on the documents selected in a list. Not shown in drawers that pick a related document. */
export const BulkBar = (props: Props) => {
  const { isInDrawer } = useListDrawerContext()
  return isInDrawer ? null : <Bar {...props} />
}

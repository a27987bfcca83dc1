'use client'

import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import { SelectPill } from '../shared/SelectPill'
import { useDesk } from '../shared/useDesk'

const STYLES = { merged: 'light-gray', needs_review: 'error', stored: 'success' } as const

const SEEN = { ...STYLES, needs_review: 'light-gray' } as const

/** The state of a delivery, and whether somebody has seen one that needs review. */
export const DeliveryStateCell = (props: DefaultCellComponentProps<SelectFieldClient>) => {
  const { t } = useDesk()
  const { seenAt }: Record<string, unknown> = props.rowData ?? {}
  if (props.cellData !== 'needs_review' || !seenAt) {
    return <SelectPill {...props} styles={STYLES} />
  }
  return (
    <span className="desk-cell--oneline">
      <SelectPill {...props} styles={SEEN} /> {t('desk:seenMark')}
    </span>
  )
}

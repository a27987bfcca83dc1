'use client'

import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import type { EndedGroup } from '../../vapi/endedReason'
import { SelectPill } from '../shared/SelectPill'
import { TestPill } from '../TestMark'

const STYLES = {
  cancelled: 'light-gray',
  completed: 'success',
  error: 'error',
  no_answer: 'warning',
  transfer_failed: 'error',
  transferred: 'success',
  unknown: 'light-gray',
  voicemail: 'warning',
} as const satisfies Record<EndedGroup, string>

/** How a call ended, and whether it was a test. */
export const EndedCell = (props: DefaultCellComponentProps<SelectFieldClient>) => {
  const isTest: unknown = props.rowData?.isTest
  if (isTest !== true) return <SelectPill {...props} styles={STYLES} />
  return (
    <span className="desk-cell--oneline">
      <SelectPill {...props} styles={STYLES} /> <TestPill />
    </span>
  )
}

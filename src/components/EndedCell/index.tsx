'use client'

import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import type { EndedGroup } from '../../vapi/endedReason'
import { SelectPill } from '../shared/SelectPill'

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

/** How a call ended. */
export const EndedCell = (props: DefaultCellComponentProps<SelectFieldClient>) => (
  <SelectPill {...props} styles={STYLES} />
)

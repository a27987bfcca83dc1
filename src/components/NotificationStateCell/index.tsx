'use client'

import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import { SelectPill } from '../shared/SelectPill'

const STYLES = {
  dead: 'error',
  not_needed: 'light-gray',
  sending: 'warning',
  sent: 'success',
  waiting: 'dark',
} as const

/** The state of a notification. */
export const NotificationStateCell = (props: DefaultCellComponentProps<SelectFieldClient>) => (
  <SelectPill {...props} styles={STYLES} />
)

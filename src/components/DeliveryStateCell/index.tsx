'use client'

import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import { SelectPill } from '../shared/SelectPill'

const STYLES = { merged: 'light-gray', needs_review: 'error', stored: 'success' } as const

/** The state of a delivery. */
export const DeliveryStateCell = (props: DefaultCellComponentProps<SelectFieldClient>) => (
  <SelectPill {...props} styles={STYLES} />
)

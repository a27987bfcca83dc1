'use client'

import type { DefaultCellComponentProps, TextFieldClient } from 'payload'
import { CellLink } from '../shared/CellLink'

/** A text or a dash. Payload's “<No Business name>” makes a half-filled table hard to read. */
export const TextCell = (props: DefaultCellComponentProps<TextFieldClient>) => {
  const { cellData } = props
  const text = typeof cellData === 'string' ? cellData.trim() : ''
  return <CellLink {...props}>{text || '—'}</CellLink>
}

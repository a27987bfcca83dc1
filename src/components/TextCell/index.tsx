'use client'

import type { DefaultCellComponentProps, EmailFieldClient, TextFieldClient } from 'payload'
import { CellLink } from '../shared/CellLink'

/**
 * A text or a dash. Payload's “<No Business name>” makes a half-filled table hard to read. Hovering shows the whole
 * text where the column is too narrow for it.
 */
export const TextCell = (props: DefaultCellComponentProps<EmailFieldClient | TextFieldClient>) => {
  const { cellData } = props
  const text = typeof cellData === 'string' ? cellData.trim() : ''
  return (
    <CellLink {...props} className="desk-cell--text">
      {text ? (
        <span dir="auto" title={text}>
          {text}
        </span>
      ) : (
        '—'
      )}
    </CellLink>
  )
}

'use client'

import type { DefaultCellComponentProps, TextFieldClient } from 'payload'
import { formatPrice } from '../../format'
import { CellLink } from '../shared/CellLink'
import { useDesk } from '../shared/useDesk'

/** What the caller wanted, and what it costs. */
export const ServiceCell = (props: DefaultCellComponentProps<TextFieldClient>) => {
  const { cellData, rowData } = props
  const { language } = useDesk()
  const service = typeof cellData === 'string' ? cellData.trim() : ''
  const price = formatPrice({ currency: rowData.currency, language, value: rowData.price })
  return (
    <CellLink {...props} className="desk-lines desk-lines--short">
      {service && (
        <span dir="auto" title={service}>
          {service}
        </span>
      )}
      {price && <span className={service ? 'desk-lines__quiet' : undefined}>{price}</span>}
      {!service && !price && <span>—</span>}
    </CellLink>
  )
}

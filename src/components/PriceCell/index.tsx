'use client'

import type { DefaultCellComponentProps, NumberFieldClient } from 'payload'
import { formatPrice } from '../../format'
import { CellLink } from '../shared/CellLink'
import { useDesk } from '../shared/useDesk'

/** A price in the call's own currency. */
export const PriceCell = (props: DefaultCellComponentProps<NumberFieldClient>) => {
  const { language } = useDesk()
  const price = formatPrice({
    currency: props.rowData.currency,
    language,
    value: props.cellData,
  })
  return (
    <CellLink {...props} className="desk-cell--oneline desk-cell--narrow">
      {price ?? '—'}
    </CellLink>
  )
}

'use client'

import type { DefaultCellComponentProps, NumberFieldClient } from 'payload'
import { CellLink } from '../shared/CellLink'
import { formatDuration } from '../shared/format'

/** Seconds as minutes and seconds. */
export const DurationCell = (props: DefaultCellComponentProps<NumberFieldClient>) => (
  <CellLink {...props} className="desk-cell--oneline desk-cell--narrow">
    {formatDuration(props.cellData) ?? '—'}
  </CellLink>
)

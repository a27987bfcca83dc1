'use client'

import type { DefaultCellComponentProps, NumberFieldClient } from 'payload'
import { formatDuration } from '../../format'
import { CellLink } from '../shared/CellLink'

/** Seconds as minutes and seconds. */
export const DurationCell = (props: DefaultCellComponentProps<NumberFieldClient>) => (
  <CellLink {...props} className="desk-cell--oneline desk-cell--narrow">
    {formatDuration(props.cellData) ?? '—'}
  </CellLink>
)

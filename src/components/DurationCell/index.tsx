'use client'

import type { DefaultCellComponentProps, NumberFieldClient } from 'payload'
import { CellLink } from '../shared/CellLink'
import { formatDuration } from '../shared/format'

/** Seconds as minutes and seconds. */
export const DurationCell = (props: DefaultCellComponentProps<NumberFieldClient>) => (
  <CellLink {...props}>{formatDuration(props.cellData) ?? '—'}</CellLink>
)

'use client'

import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import { SelectPill } from '../shared/SelectPill'
import { TestPill } from '../TestMark'
import { ENDED_PILLS } from './pills'

/** How a call ended, and whether it was a test. */
export const EndedCell = (props: DefaultCellComponentProps<SelectFieldClient>) => {
  const isTest: unknown = props.rowData?.isTest
  if (isTest !== true) return <SelectPill {...props} styles={ENDED_PILLS} />
  return (
    <span className="desk-cell--oneline">
      <SelectPill {...props} styles={ENDED_PILLS} /> <TestPill />
    </span>
  )
}

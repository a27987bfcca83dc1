'use client'

import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import { SelectPill } from '../shared/SelectPill'
import { TestPill } from '../TestMark'
import { ENDED_PILLS } from './pills'

/** How a call ended and what came of it, and whether it was a test. */
export const EndedCell = (props: DefaultCellComponentProps<SelectFieldClient>) => {
  const { isTest, outcome }: Record<string, unknown> = props.rowData ?? {}
  const text = typeof outcome === 'string' ? outcome.trim() : ''
  return (
    <span className="desk-lines desk-lines--short">
      <span>
        <SelectPill {...props} styles={ENDED_PILLS} /> {isTest === true && <TestPill />}
      </span>
      {text && (
        <span dir="auto" title={text}>
          {text}
        </span>
      )}
    </span>
  )
}

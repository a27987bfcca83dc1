'use client'

import type { DefaultCellComponentProps } from 'payload'
import { CellLink } from '../shared/CellLink'
import { useDesk } from '../shared/useDesk'
import { describe } from './describe'
import { entrySchema } from './entry'
import { useWords } from './useWords'

/** A sentence that says what happened. */
export const WhatCell = (props: DefaultCellComponentProps) => {
  const desk = useDesk()
  const words = useWords()
  const entry = entrySchema.safeParse(props.rowData).data
  return (
    <CellLink {...props}>{entry ? describe({ desk, entry, isOwn: false, words }) : '—'}</CellLink>
  )
}

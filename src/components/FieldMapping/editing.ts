'use client'

import { createContext, use } from 'react'
import type { DeskMapping } from '../../vapi/mapping/mapping'
import type { Draft, Row } from './draft'
import type { Preview } from './previewSchema'

/** What all parts of the editor share. */
export type Editing = {
  /** The row that a chosen key is added to. */
  active: null | Row
  change: (draft: Draft) => void
  /** What applies where a client has nothing of its own; null in the desk's own mapping. */
  desk: DeskMapping | null
  draft: Draft
  isLocked: boolean
  /** Whether the reader may see what calls contain. */
  mayPreview: boolean
  preview: null | Preview
  /** The id of the search among the keys. Headings of rows have it in theirs. */
  searchID: string
  setActive: (row: null | Row) => void
}

/** The id of a row's heading, which gets the focus when a key was chosen for it. */
export const headingID = ({ searchID }: Pick<Editing, 'searchID'>, row: Row): string =>
  `${searchID}-${row}`

export const EditingContext = createContext<Editing | null>(null)

/** @throws outside of the editor */
export const useEditing = (): Editing => {
  const editing = use(EditingContext)
  if (!editing) throw new Error('There is no editor around this part')
  return editing
}

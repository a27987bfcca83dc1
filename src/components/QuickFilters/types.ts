import type { DeskKey } from '../../translations/keys'
import type { Condition } from '../shared/where'

/** A label of ours to translate, or one that stands as it is. */
export type FilterLabel = { key: DeskKey } | { text: string }

export type FilterChoice = { condition: Condition; label: FilterLabel; value: string }

/** One row of pills above a list: “All” and its choices, of which one holds at a time. */
export type QuickFilter = {
  choices: readonly FilterChoice[]
  /** The field it is about. The row is left out for people who may not read it. */
  field: string
  label: FilterLabel
  withCounts?: boolean
}

/** A filter whose choices carry their counts, where it has any. */
export type CountedFilter = Omit<QuickFilter, 'choices'> & {
  choices: readonly (FilterChoice & { count?: number; isEstimate?: boolean })[]
}

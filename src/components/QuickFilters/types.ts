import type { DeskKey } from '../../translations/keys'
import type { Conditions } from '../shared/where'

/** A key to translate, or a text. */
export type FilterLabel = { key: DeskKey } | { text: string }

export type FilterChoice = { condition: Conditions; label: FilterLabel; value: string }

/** A row of choices above a list: “All” and others. One is active at a time. */
export type QuickFilter = {
  choices: readonly FilterChoice[]
  /** The field it filters by. The row is hidden from users who may not read it. */
  field: string
  label: FilterLabel
  withCounts?: boolean
}

/** A filter with counts for its choices, if it has any. */
export type CountedFilter = Omit<QuickFilter, 'choices'> & {
  choices: readonly (FilterChoice & { count?: number; isEstimate?: boolean })[]
}

import type { DeskKey } from '../../translations/keys'
import type { OutcomeColour } from '../../vapi/mapping/mapping'
import type { Conditions } from '../shared/where'

/** A key to translate, or a text. */
export type FilterLabel = { key: DeskKey } | { text: string }

export type FilterChoice = {
  /** Of an outcome: beside its label. */
  colour?: null | OutcomeColour
  condition: Conditions
  label: FilterLabel
  value: string
}

/** A row of choices above a list: “All” and others. One is active at a time. */
export type QuickFilter = {
  /** Where several rows filter by one field. Default: the name of the field. */
  id?: string
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

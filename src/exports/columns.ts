import { type Column, ID } from '../database/lists/columns'

// What a person looks for first; the rest comes as the collection has it. Before it all the id: where
// Excel does not split a line, it begins with something that no caller has a hand in.
const FIRST = [
  ID.name,
  'startedAt',
  'customerName',
  'customerPhone',
  'customerPhoneSource',
  'outcome',
  'serviceName',
  'price',
  'currency',
  'durationSeconds',
  'endedGroup',
  'summary',
]

const rank = ({ name }: Column): number => {
  const place = FIRST.indexOf(name)
  return place < 0 ? FIRST.length : place
}

/** The columns in the order in which a person wants to see them. */
export const inReadingOrder = (columns: readonly Column[]): Column[] =>
  columns.toSorted((one, other) => rank(one) - rank(other))

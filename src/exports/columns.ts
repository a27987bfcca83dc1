import { type Column, ID } from '../database/lists/columns'

// The columns that people look for first; the others follow in the order of the collection. The ID is
// first of all: if Excel does not split a line, it begins with something that no caller can influence.
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
  'fields',
]

const rank = ({ name }: Column): number => {
  const place = FIRST.indexOf(name)
  return place < 0 ? FIRST.length : place
}

/** The columns in an order that suits readers. */
export const inReadingOrder = (columns: readonly Column[]): Column[] =>
  columns.toSorted((one, other) => rank(one) - rank(other))

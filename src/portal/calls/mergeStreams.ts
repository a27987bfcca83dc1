import { comparePlaces, type Place } from './place'

/** Part of a list in its order, and whether more follows it. */
export type Part<Row> = { hasMore: boolean; rows: readonly Row[] }

type Merged<Row> = { hasMore: boolean; rows: Row[] }

/**
 * Merges parts of lists that have the same order into one of at most `size`. It ends early where a part has
 * ended that goes on: what follows could belong before the rows of the others.
 */
export const mergeStreams = <Row>(
  parts: readonly Part<Row>[],
  { placeOf, size }: { placeOf: (row: Row) => Place; size: number },
): Merged<Row> => {
  const left = parts.map(({ hasMore, rows }) => ({ hasMore, rows: [...rows] }))
  const merged: Row[] = []
  const goesOn = () => left.some(({ hasMore, rows }) => hasMore || rows.length > 0)
  while (merged.length < size) {
    if (left.some(({ hasMore, rows }) => hasMore && rows.length === 0)) break
    const [next] = left
      .filter(({ rows }) => rows.length > 0)
      .sort((one, other) => {
        const [head] = one.rows
        const [otherHead] = other.rows
        return head === undefined || otherHead === undefined
          ? 0
          : comparePlaces(placeOf(head), placeOf(otherHead))
      })
    const row = next?.rows.shift()
    if (row === undefined) break
    merged.push(row)
  }
  return { hasMore: goesOn(), rows: merged }
}

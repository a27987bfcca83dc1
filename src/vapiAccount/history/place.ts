/** Where a walk from the newest call to the oldest is: the calls up to `at`, inclusive, are left, but for those in `seen`. */
export type Place = { at: Date; seen: readonly string[] }

/** What the walk needs of a call. */
type Listed = { createdAt: Date; id: string }

/** The calls of a page that are left, and whether the page had the newest first: otherwise the walk would skip some. */
export const leftOf = <Row extends Listed>(
  rows: readonly Row[],
  { at, seen }: Place,
): { isInOrder: boolean; left: Row[] } => {
  const known = new Set(seen)
  const isInOrder = rows.every((row, index) => {
    const before = rows[index - 1]
    return before === undefined || before.createdAt.getTime() >= row.createdAt.getTime()
  })
  return {
    isInOrder,
    left: rows.filter(({ createdAt, id }) => createdAt.getTime() <= at.getTime() && !known.has(id)),
  }
}

/** The place after a call. */
export const placeAfter = (place: Place, { createdAt, id }: Listed): Place =>
  createdAt.getTime() === place.at.getTime()
    ? { at: place.at, seen: [...place.seen, id] }
    : { at: createdAt, seen: [id] }

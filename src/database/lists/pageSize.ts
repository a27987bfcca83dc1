/** How many documents a page holds at most, and by default. */
const MAX_PAGE = 100
const DEFAULT_PAGE = 10

/** How many documents a page shall hold, whatever was asked for. */
export const clampedLimit = (asked: unknown): number => {
  const limit = Math.trunc(Number(asked ?? DEFAULT_PAGE))
  return Math.min(limit > 0 ? limit : MAX_PAGE, MAX_PAGE)
}

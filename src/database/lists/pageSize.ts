/** How many documents a page holds at most, and by default. */
const MAX_PAGE = 100
const DEFAULT_PAGE = 10

/** How many documents a page holds: at least 1, at most 100. Anything but a positive number means 100. */
export const clampedLimit = (requested: unknown): number => {
  const limit = Math.trunc(Number(requested ?? DEFAULT_PAGE))
  return Math.min(limit > 0 ? limit : MAX_PAGE, MAX_PAGE)
}

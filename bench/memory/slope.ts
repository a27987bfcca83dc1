/** A point of the curve: seconds since the load began, and a size. */
type Point = { seconds: number; value: number }

/** How much a size grows per minute: the slope of the best-fitting line (least squares). */
export const slopePerMinute = (points: readonly Point[]): number => {
  const mean = (of: (point: Point) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const seconds = mean((point) => point.seconds)
  const value = mean((point) => point.value)
  const spread = mean((point) => (point.seconds - seconds) ** 2)
  return (mean((point) => (point.seconds - seconds) * (point.value - value)) / spread) * 60
}

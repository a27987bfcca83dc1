/** A scale from 0 to `max`. `ticks` are the values of its grid lines, without 0. */
type Scale = { max: number; ticks: number[] }

const ROUND = [1, 2, 5, 10]
const MOST_TICKS = 4

/** The smallest scale with round whole steps that includes a value. */
export const scaleFor = (highest: number): Scale => {
  const least = Math.max(1, highest) / MOST_TICKS
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  const step = Math.max(1, (ROUND.find((each) => each * magnitude >= least) ?? 10) * magnitude)
  const count = Math.max(1, Math.ceil(highest / step))
  return {
    max: count * step,
    ticks: Array.from({ length: count }, (_, index) => (index + 1) * step),
  }
}

/** A segment of a stacked bar. `top` is measured from the top of the chart; both are shares of its height. */
type Segment<Name> = { height: number; name: Name; top: number }

/** Stacks values from the bottom of a chart. Leaves out zeros. */
export const stack = <Name>(
  values: readonly { name: Name; value: number }[],
  { max }: Pick<Scale, 'max'>,
): Segment<Name>[] => {
  let top = 1
  return values
    .filter(({ value }) => value > 0)
    .map(({ name, value }) => {
      const height = value / max
      top -= height
      return { height, name, top }
    })
}

/** How many shades a cell of a heat map can have, without the empty one. */
export const LEVELS = 5

/** The shade of a cell, from 0 for no value to `LEVELS` for the highest. */
export const levelOf = (value: number, highest: number): number =>
  value <= 0 || highest <= 0 ? 0 : Math.max(1, Math.ceil((value / highest) * LEVELS))

/** A share in whole percent. It is 0 or 100 only if the share is exactly that. */
export const percentOf = (part: number, whole: number): number => {
  if (whole <= 0 || part <= 0) return 0
  if (part >= whole) return 100
  return Math.min(99, Math.max(1, Math.round((part / whole) * 100)))
}

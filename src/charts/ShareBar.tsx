/** The classes of the parts. */
export type ShareBarClasses = { bar: string; fill: string; rest: string }

/** A thin bar that shows a part of a whole. Screen readers get the number beside it. */
export const ShareBar = ({
  classes,
  part,
  whole,
}: {
  classes: ShareBarClasses
  part: number
  /** More than 0. */
  whole: number
}) => (
  <svg aria-hidden className={classes.bar} preserveAspectRatio="none" viewBox="0 0 100 1">
    <rect className={classes.rest} height={1} width={100} />
    <rect className={classes.fill} height={1} width={(part / whole) * 100} />
  </svg>
)

import type { ReactNode } from 'react'
import type { CallCategory } from '../figures/callCategories'
import { stack } from './geometry'

/** A day of the chart. */
export type DayBar = {
  /** Where the day leads to. Without one it is no link. */
  href?: string
  id: string
  /** The day in words, with its numbers. */
  label: string
  values: readonly { name: CallCategory; value: number }[]
}

/** The classes of the parts. */
export type DayBarClasses = {
  /** A band of a bar, by its category. */
  band: (category: CallCategory) => string
  day: string
  /** The area of a day, from top to bottom. */
  hit: string
  line: string
  svg: string
}

/** In units of the SVG, which is stretched to the available width. */
const HEIGHT = 100
const BAR = { gap: 0.12, width: 0.76 }

/** Nobody sees more digits, but everybody loads them. */
const tenth = (value: number): number => Math.round(value * 10) / 10

const Day = ({
  bar,
  children,
  className,
}: {
  bar: DayBar
  children: ReactNode
  className: string
}) =>
  bar.href === undefined ? (
    <g className={className}>{children}</g>
  ) : (
    <a aria-label={bar.label} className={className} href={bar.href}>
      {children}
    </a>
  )

type Props = {
  bars: readonly DayBar[]
  classes: DayBarClasses
  /** What the top of the chart stands for. */
  max: number
  /** The values of the lines, without 0. */
  ticks: readonly number[]
  title: string
  /** The id of the title in the page. */
  titleID: string
}

/** Calls per day as stacked bars. Positions are attributes, so that no page needs inline styles for it. */
export const DayBars = ({ bars, classes, max, ticks, title, titleID }: Props) => (
  <svg
    aria-labelledby={titleID}
    className={classes.svg}
    preserveAspectRatio="none"
    // Links in it have to be reached.
    role={bars.some(({ href }) => href !== undefined) ? undefined : 'img'}
    viewBox={`0 0 ${bars.length} ${HEIGHT}`}
  >
    <title id={titleID}>{title}</title>
    {[0, ...ticks].map((tick) => (
      <line
        className={classes.line}
        key={tick}
        x1={0}
        x2={bars.length}
        y1={tenth(HEIGHT - (tick / max) * HEIGHT)}
        y2={tenth(HEIGHT - (tick / max) * HEIGHT)}
      />
    ))}
    {bars.map((bar, index) => (
      <Day bar={bar} className={classes.day} key={bar.id}>
        <title>{bar.label}</title>
        <rect className={classes.hit} height={HEIGHT} width={1} x={index} y={0} />
        {stack(bar.values, { max }).map(({ height, name, top }) => (
          <rect
            className={classes.band(name)}
            height={tenth(height * HEIGHT)}
            key={name}
            width={BAR.width}
            x={index + BAR.gap}
            y={tenth(top * HEIGHT)}
          />
        ))}
      </Day>
    ))}
  </svg>
)

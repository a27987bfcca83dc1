import { levelOf } from './geometry'

/** The classes of the parts. */
export type HourTableClasses = {
  caption: string
  /** A cell by its shade, from 0 for no calls to 5. */
  cell: (level: number) => string
  /** A text for screen readers only. */
  hidden: string
  /** Of the number in a cell, which only screen readers get. Without one, the class of the cell hides it. */
  number?: string
  table: string
}

/** The words of the table. */
export type HourTableWords = {
  count: (calls: number) => string
  /** The name of a weekday, from 0 for Monday. */
  day: (weekday: number, style: 'long' | 'short') => string
  /** “Monday 09:00–10:00: 14 calls”. */
  title: (at: { calls: number; hour: number; weekday: number }) => string
}

type Busiest = { calls: number; hour: number; weekday: number }

/** The hour of the week with the most calls. Null if there are none. */
export const busiestHour = (week: readonly (readonly number[])[]): Busiest | null => {
  let most: Busiest | null = null
  for (const [weekday, hours] of week.entries()) {
    for (const [hour, calls] of hours.entries()) {
      if (calls > (most?.calls ?? 0)) most = { calls, hour, weekday }
    }
  }
  return most
}

type Props = {
  caption: string
  classes: HourTableClasses
  /** The number of calls for each weekday, from Monday, and each hour of the day. */
  week: readonly (readonly number[])[]
  words: HourTableWords
}

/** Calls by hour of the week, as a heat map: the more calls, the darker the cell. */
export const HourTable = ({ caption, classes, week, words }: Props) => {
  const highest = busiestHour(week)?.calls ?? 0
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>{caption}</caption>
      <thead>
        <tr>
          <td />
          {Array.from({ length: 24 }, (_, hour) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day never change
            <th key={hour} scope="col">
              <span className={hour % 6 === 0 ? undefined : classes.hidden}>{hour}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {week.map((hours, weekday) => (
          <tr key={words.day(weekday, 'long')}>
            <th scope="row">{words.day(weekday, 'short')}</th>
            {hours.map((calls, hour) => (
              <td
                className={classes.cell(levelOf(calls, highest))}
                // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day never change
                key={hour}
                title={calls > 0 ? words.title({ calls, hour, weekday }) : undefined}
              >
                {classes.number === undefined ? (
                  words.count(calls)
                ) : (
                  <span className={classes.number}>{words.count(calls)}</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

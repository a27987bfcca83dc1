import { busiestHour, HourTable } from '../../charts/HourTable'
import { numberFormat } from '../../lib/intlFormats'
import type { Texts } from '../../translations/texts'
import { classes } from '../ui/classes'
import styles from './Figures.module.css'
import { hourSpan, weekdayName } from './words'

const LEVEL_CLASSES = [
  styles.level0,
  styles.level1,
  styles.level2,
  styles.level3,
  styles.level4,
  styles.level5,
]

const CLASSES = {
  caption: styles.caption ?? '',
  cell: (level: number) => classes(styles.cell, LEVEL_CLASSES[level]),
  hidden: styles.hidden ?? '',
  table: styles.hours ?? '',
}

/** When most calls come: in words, and as a map of the week. */
export const BusyHours = ({ texts, week }: { texts: Texts; week: readonly number[][] }) => {
  const { t } = texts
  const most = busiestHour(week)
  if (!most) return null
  const count = (n: number) => t('figures.count', { n })
  return (
    <HourTable
      caption={t('figures.busiest', {
        hours: hourSpan(most.hour, texts),
        weekday: weekdayName(most.weekday, texts),
      })}
      classes={CLASSES}
      week={week}
      words={{
        // The caption and the titles say of what.
        count: (calls) => numberFormat(texts.locale, {}).format(calls),
        day: (weekday, style) => weekdayName(weekday, texts, style),
        title: ({ calls, hour, weekday }) =>
          t('figures.dayTitle', {
            calls: count(calls),
            day: `${weekdayName(weekday, texts)} ${hourSpan(hour, texts)}`,
          }),
      }}
    />
  )
}

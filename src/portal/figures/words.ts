import type { MonthFigures } from '../../figures/monthFigures'
import { formatPrice } from '../../format'
import { dateFormat } from '../../lib/intlFormats'
import { DAY_MS, HOUR_MS } from '../../lib/time/units'
import type { Texts } from '../../translations/texts'

type Change = 'fewer' | 'more' | 'none' | 'same'

// 5 January 1970 was a Monday.
const MONDAY = Date.UTC(1970, 0, 5)

/** How a number compares with the one before. Without anything to compare with it is `none`. */
export const changeOf = (now: number, before: null | number): Change => {
  if (before === null) return 'none'
  if (now === before) return 'same'
  return now > before ? 'more' : 'fewer'
}

/** The name of a month such as `2026-11` in a reader's language. */
export const monthName = (month: string, { locale }: Pick<Texts, 'locale'>): string =>
  dateFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))

/** The name of a weekday. @param weekday from 0 for Monday */
export const weekdayName = (
  weekday: number,
  { locale }: Pick<Texts, 'locale'>,
  style: 'long' | 'short' = 'long',
): string =>
  dateFormat(locale, { timeZone: 'UTC', weekday: style }).format(MONDAY + weekday * DAY_MS)

/** An hour of the day, such as “14:00–15:00” or “2:00 PM–3:00 PM”. @param hour from 0 */
export const hourSpan = (hour: number, { locale }: Pick<Texts, 'locale'>): string => {
  const clock = dateFormat(locale, { timeStyle: 'short', timeZone: 'UTC' })
  return `${clock.format(MONDAY + hour * HOUR_MS)}–${clock.format(MONDAY + (hour + 1) * HOUR_MS)}`
}

/** A sum of money as the reader writes it. */
export const money = (
  value: number,
  currency: null | string,
  { locale }: Pick<Texts, 'locale'>,
): string => formatPrice({ currency, language: locale, value }) ?? ''

type Counted = {
  before: null | number
  key: 'answered' | 'calls' | 'missed' | 'outside'
  n: number
}

/**
 * The figures in sentences, the most important first. They compare with the month before by this day, unless there
 * were no calls at all in it.
 */
export const sentencesOf = (figures: MonthFigures, texts: Texts): string[] => {
  const { before, months, now, values, whole } = figures
  const month = monthName(months.month, texts)
  const lastMonth = monthName(months.lastMonth, texts)
  const isNew = whole.calls === 0
  const sentence = ({ before: was, key, n }: Counted): string => {
    const compared = isNew ? null : was
    return texts.t(`figures.${key}`, {
      change: changeOf(n, compared),
      difference: Math.abs(n - (compared ?? 0)),
      lastMonth,
      month,
      n,
    })
  }
  const counted: Counted[] = [
    { before: before.calls, key: 'calls', n: now.calls },
    { before: before.categories.answered, key: 'answered', n: now.categories.answered },
    { before: before.categories.missed, key: 'missed', n: now.categories.missed },
    ...(now.outside === null
      ? []
      : [{ before: before.outside, key: 'outside', n: now.outside } satisfies Counted]),
  ]
  const worth = values
    .filter((each) => each.now > 0 || each.before > 0)
    .map(({ before: was, currency, now: value }) =>
      texts.t('figures.value', {
        change: changeOf(value, isNew ? null : was),
        difference: money(Math.abs(value - was), currency, texts),
        lastMonth,
        value: money(value, currency, texts),
      }),
    )
  const wholeMonth = texts.t('figures.wholeSentence', { lastMonth, n: whole.calls })
  return [...counted.map(sentence), ...worth, ...(isNew ? [] : [wholeMonth])]
}

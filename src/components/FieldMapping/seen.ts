import { outcomeKey } from '../../vapi/followUpRule'
import type { Outcome } from '../../vapi/mapping/mapping'
import type { Preview } from './previewSchema'

/** What a row has in recent calls. */
export type Seen = {
  /** Calls with a value. */
  count: number
  /** Different values with their number of calls, the most frequent first. Prices differ by their currency too. */
  values: Shown[]
}

type Shown = { count: number; currency?: string; value: unknown }

type Values = Preview['calls'][number]['values']

/** The currency of a row's value in a call; undefined if it is no price, or none is known. */
export const currencyIn = (values: Values, row: string): string | undefined => {
  const currency = row === 'price' ? values.currency?.value : undefined
  return typeof currency === 'string' ? currency : undefined
}

/** The values of a row in the calls of a preview. */
export const seenOf = ({ calls }: Pick<Preview, 'calls'>, row: string): Seen => {
  const found = new Map<string, Shown>()
  let count = 0
  for (const { values } of calls) {
    const value = values[row]?.value ?? null
    if (value === null) continue
    count += 1
    const currency = currencyIn(values, row)
    const key = JSON.stringify([value, currency])
    const known = found.get(key)
    if (known) known.count += 1
    else found.set(key, { count: 1, currency, value })
  }
  return { count, values: [...found.values()].sort((one, other) => other.count - one.count) }
}

/** Outcomes in recent calls that are none of the desk's, with their number of calls, the most frequent first. */
export const unmappedValues = (
  preview: Pick<Preview, 'calls'>,
  outcomes: readonly Pick<Outcome, 'key'>[],
): { count: number; value: string }[] => {
  const known = new Set(outcomes.map(({ key }) => outcomeKey(key)))
  const found = new Map<string, { count: number; value: string }>()
  for (const { count, value } of seenOf(preview, 'outcome').values) {
    if (typeof value !== 'string') continue
    const key = outcomeKey(value)
    if (key === '' || known.has(key)) continue
    // However it is spelled, it is one value.
    const other = found.get(key)
    if (other) other.count += count
    else found.set(key, { count, value: value.trim() })
  }
  return [...found.values()].sort((one, other) => other.count - one.count)
}

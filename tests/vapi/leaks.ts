import { randomBytes } from 'node:crypto'
import { isRow } from './types'

/** Begins every secret that the fake makes up, so that one search finds any of them. */
const LEAK = 'leak'

/**
 * A secret that is easy to find where it must not be.
 * @param kind such as `twilio`, in the text
 */
const leakOf = (kind: string): string => `${LEAK}-${kind}-${randomBytes(12).toString('hex')}`

/** Remembers what a seeded server block or tool holds: secrets, and the values of its headers. */
export const keepSecretsIn = (value: unknown, leaks: Leaks): void => {
  if (Array.isArray(value)) {
    for (const each of value) keepSecretsIn(each, leaks)
    return
  }
  if (!isRow(value)) return
  for (const [key, each] of Object.entries(value)) {
    if (key === 'headers' && isRow(each)) {
      for (const header of Object.values(each)) leaks.keep(String(header))
    } else if (key === 'secret' && typeof each === 'string') leaks.keep(each)
    else keepSecretsIn(each, leaks)
  }
}

/** The secrets that a fake has given out so far. */
export type Leaks = {
  /** Remembers a text that must never be seen outside. */
  keep: (text: string) => string
  /** Makes one and remembers it. */
  make: (kind: string) => string
  /** All of them, without repeats. */
  texts: () => string[]
}

export const createLeaks = (): Leaks => {
  const kept = new Set<string>()
  const keep = (text: string) => {
    kept.add(text)
    return text
  }
  return { keep, make: (kind) => keep(leakOf(kind)), texts: () => [...kept] }
}

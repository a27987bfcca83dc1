const MIN_LENGTH = 8
const MIN_SHORT_MIX = 3
const MIN_LONG = 24
const MIN_LONG_MIX = 6
const MIN_HEX = 16
const MIN_PART = 6

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const HEX = /^(?=[0-9a-f]*[a-f])(?=[a-f]*\d)[0-9a-f]+$/i

const kindOf = (char: string): 'digit' | 'lower' | 'upper' | 'other' => {
  if (char >= '0' && char <= '9') return 'digit'
  if (char >= 'a' && char <= 'z') return 'lower'
  if (char >= 'A' && char <= 'Z') return 'upper'
  return 'other'
}

/**
 * How often a part changes between digits, lower case and upper case. A capital first letter is not
 * counted.
 */
const changesIn = (part: string): number => {
  let changes = 0
  for (let at = 1; at < part.length; at++) {
    const [before, here] = [kindOf(part[at - 1] ?? ''), kindOf(part[at] ?? '')]
    if (before !== here && !(at === 1 && before === 'upper' && here === 'lower')) changes++
  }
  return changes
}

/**
 * True if a text looks randomly generated: `9fK2xLq0ZtR7`, a UUID, a long hexadecimal number. False for
 * words, dates, prices, `blue car`, `step_2` or `2026-11-27T10:00`. Reads at most 400 characters.
 */
export const looksRandom = (value: string): boolean => {
  const text = value.trim().slice(0, 400)
  if (text.length < MIN_LENGTH || /\s/.test(text) || !/[a-z]/i.test(text)) return false
  const hasDigit = /\d/.test(text)
  if (!hasDigit && (text.length < MIN_LONG || !/[A-Z]/.test(text))) return false
  if (UUID.test(text)) return true
  const parts = text.split(/[^0-9A-Za-z]+/)
  if (parts.some((part) => part.length >= MIN_HEX && HEX.test(part))) return true
  const mixes = parts.map((part) => (part.length >= MIN_PART ? changesIn(part) : 0))
  const mix = Math.max(0, ...mixes)
  return mix >= (hasDigit ? MIN_SHORT_MIX : MIN_LONG_MIX)
}

/**
 * True if a text may be a password chosen by a person: one word of letters with digits or signs in it.
 * False for `Gold`, `yes` and `day pass`.
 */
export const looksLikePassword = (value: string): boolean => {
  const text = value.trim()
  if (text.length < 6 || text.length > 200 || /\s/.test(text)) return false
  return /[a-z]/i.test(text) && /[\d!#$%&*+?@^~]/.test(text)
}

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

/** How often a part changes between digits, small and capital letters; a capital first letter is no change. */
const changesIn = (part: string): number => {
  let changes = 0
  for (let at = 1; at < part.length; at++) {
    const [before, here] = [kindOf(part[at - 1] ?? ''), kindOf(part[at] ?? '')]
    if (before !== here && !(at === 1 && before === 'upper' && here === 'lower')) changes++
  }
  return changes
}

/**
 * Whether a text looks made by a machine to be guessed by nobody: `9fK2xLq0ZtR7`, a UUID, a long
 * number in hexadecimal. Not a word, a date, a price, `blue car`, `step_2` or `2026-11-27T10:00`.
 * Pure; reads at most 400 characters.
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
 * Whether a text may be a password that a person chose: one word of letters with digits or signs in
 * it. `Gold`, `yes` and `day pass` are not.
 */
export const looksLikePassword = (value: string): boolean => {
  const text = value.trim()
  if (text.length < 6 || text.length > 200 || /\s/.test(text)) return false
  return /[a-z]/i.test(text) && /[\d!#$%&*+?@^~]/.test(text)
}

import type { JsonValue } from '../../../lib/json'
import { cutText } from '../../../lib/shortText'
import { isAbsent } from '../../fields/absent'
import { valueIn } from '../../fields/pairs'
import { scalarOf } from '../../fields/text'

/** A longer text is cut. Only summaries are that long. */
const MAX_TEXT = 20_000
/** Longer texts say something. */
const MAX_ABSENT = 500

/** Where objects have their text, the most likely first. */
const INSIDE = [
  ...['name', 'value', 'label', 'title', 'text', 'answer', 'result', 'outcome', 'status'],
  ...['type', 'category', 'description'],
]

/**
 * A text, number or flag as text, also that of a card: `{ name: "Haircut" }`.
 * @returns null for what says nothing, such as "N/A", and for what has no text
 */
export const textOf = (value: JsonValue): string | null => {
  const scalar = Array.isArray(value) ? null : scalarOf(valueIn(value), INSIDE)
  if (scalar === null || typeof scalar === 'object') return null
  const text = cutText(String(scalar).trim(), MAX_TEXT)
  return text.length <= MAX_ABSENT && isAbsent(text) ? null : text
}

const list = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .split('|')
      .map((word) => word.trim())
      .filter(Boolean),
  )

const YES = list('true|yes|y|1|ja|j|sí|si|s|oui|sim|sì')
const NO = list('false|no|n|0|nein|non|não|nao|nee')

const QUALITIES = list(`
  excellent|very good|good|great|ok|okay|fine|fair|average|neutral|poor|bad|very bad|terrible|perfect
  |satisfied|very satisfied|dissatisfied|unsatisfied|positive|negative|high|medium|low|gut|sehr gut|schlecht
  |bueno|buena|malo|mala|regular|bon|bonne|mauvais|bom|boa|ruim|buono|buona|ottimo|goed|slecht`)

/** True for a yes and false for a no, in the languages of agents; null for anything else. */
export const yesOrNo = (value: unknown): boolean | null => {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' && typeof value !== 'number') return null
  // "Yes, on Friday" too.
  const text = String(value)
    .trim()
    .toLowerCase()
    .replace(/^(\p{L}{2,5})(?:[.!]|\s?[,;:–-]\s.*)$/su, '$1')
  if (YES.has(text)) return true
  return NO.has(text) ? false : null
}

/** True for a grade: "4/5", "excellent", "5 stars", "80%". */
export const isMark = (text: string): boolean => {
  const trimmed = text.trim().toLowerCase()
  return (
    QUALITIES.has(trimmed) ||
    /^\d+(?:[.,]\d+)?\s*(?:%|\/\s*\d+|out of \d+|von \d+|stars?|sterne?|points?)?$/.test(trimmed) ||
    /^[★☆⭐\s]+$/u.test(trimmed)
  )
}

const list = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .split('|')
      .map((word) => word.trim())
      .filter(Boolean),
  )

const ABSENT = list(`
  -|–|—|--|?|n/a|n.a.|n.a|na|nil|none|null|undefined|unknown|not applicable|not available|not mentioned
  |not provided|not specified|not given|not stated|not discussed|unspecified|no data|tbd
  |unbekannt|keine|keine angabe|k.a.|nicht angegeben|nicht genannt|entfällt
  |desconocido|desconocida|ninguno|ninguna|no aplica|n/d|no especificado|no mencionado|no proporcionado
  |inconnu|inconnue|aucun|aucune|non précisé|non spécifié|non communiqué|non mentionné|sans objet
  |desconhecido|nenhum|nenhuma|não informado|não especificado|não se aplica|não mencionado
  |sconosciuto|nessuno|nessuna|non specificato|non indicato|non applicabile
  |onbekend|geen|niet opgegeven|niet vermeld|niet van toepassing|n.v.t.`)

const YES = list('true|yes|y|1|ja|j|sí|si|s|oui|sim|sì')
const NO = list('false|no|n|0|nein|non|não|nao|nee')

const QUALITIES = list(`
  excellent|very good|good|great|ok|okay|fine|fair|average|neutral|poor|bad|very bad|terrible|perfect
  |satisfied|very satisfied|dissatisfied|unsatisfied|positive|negative|high|medium|low|gut|sehr gut|schlecht
  |bueno|buena|malo|mala|regular|bon|bonne|mauvais|bom|boa|ruim|buono|buona|ottimo|goed|slecht`)

/** True for text that says that nothing was said: "N/A", "not mentioned", "keine Angabe". */
export const isAbsent = (text: string): boolean => {
  const trimmed = text.trim().toLowerCase()
  return trimmed === '' || ABSENT.has(trimmed)
}

/** What a yes or no says, in the languages agents are asked in; null for anything else. */
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

/** True for a mark rather than a thing: "4/5", "excellent", "5 stars", "80%". */
export const isMark = (text: string): boolean => {
  const trimmed = text.trim().toLowerCase()
  return (
    QUALITIES.has(trimmed) ||
    /^\d+(?:[.,]\d+)?\s*(?:%|\/\s*\d+|out of \d+|von \d+|stars?|sterne?|points?)?$/.test(trimmed) ||
    /^[★☆⭐\s]+$/u.test(trimmed)
  )
}

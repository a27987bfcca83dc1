import { remember } from '../../lib/remember'

const ASCII = /^[\x20-\x7e]*$/

/**
 * A text in lower case, without accents and without surrounding punctuation: `"(None.)"` becomes
 * "none".
 */
const plainOf = (text: string): string => {
  const plain = ASCII.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/[\u2018\u2019\u00b4]/g, "'")
  return trimmed(plain).replace(/\s+/g, ' ')
}

const AROUND = /[\s\p{P}<>=|~^`]/u

const isAround = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  const isSmallLetter = code >= 97 && code <= 122
  return !isSmallLetter && AROUND.test(text.charAt(at))
}

const trimmed = (text: string): string => {
  let from = 0
  let to = text.length
  while (from < to && isAround(text, from)) from += 1
  while (to > from && isAround(text, to - 1)) to -= 1
  return text.slice(from, to)
}

const list = (words: string): ReadonlySet<string> => new Set(words.split('|').map(plainOf))

/** Texts that mean that nothing was said, including words of JSON schemas and empty cells. */
const ABSENT = list(`
  n/a|n / a|n.a|na|nil|none|null|undefined|undefined undefined|null null|nan|unknown|unspecified
  |undetermined|unclear|unidentified|not applicable|not available|no data|no info|no information|tbd
  |to be determined|to be decided|nothing|empty|blank|not sure|not clear|not known|string|number|boolean
  |[object object]|masked|too deep
  |unbekannt|keine|keiner|keine angabe|keine angaben|keine information|keine informationen|k.a|entfällt
  |nicht bekannt|nicht verfügbar|nicht vorhanden|nicht zutreffend|unklar
  |desconocido|desconocida|ninguno|ninguna|no aplica|n/d|no disponible|sin datos|sin información
  |sin especificar|sin definir|sin nombre
  |inconnu|inconnue|inconnu(e|aucun|aucune|sans objet|non disponible|non applicable|aucune information
  |desconhecido|desconhecida|nenhum|nenhuma|não se aplica|não disponível|sem informação|sem dados
  |sconosciuto|sconosciuta|nessuno|nessuna|non applicabile|non disponibile|nessuna informazione
  |onbekend|geen|niet van toepassing|n.v.t|niet beschikbaar|niet bekend|geen informatie
  |brak|brak danych|nie podano|nie określono|nie dotyczy|nieznany|nieznana|nieznane
  |neuvedeno|neznámý|neznámé|okänd|okänt|ej angivet|ej angiven|inte angivet|ingen uppgift|ukendt
  |ikke oplyst|ikke angivet|ukjent|ikke oppgitt|tuntematon|ei ilmoitettu|ei mainittu
  |bilinmiyor|belirtilmedi|belirtilmemiş|yok|necunoscut|nespecificat|nincs|nincs megadva|ismeretlen
  |неизвестно|неизвестный|не указано|не указан|не указана|нет данных|невідомо|не вказано
  |άγνωστο|δεν αναφέρθηκε|غير معروف|غير محدد|غير مذكور|غير متوفر|لا يوجد|لم يذكر|مجهول
  |לא צוין|לא ידוע|अज्ञात|उपलब्ध नहीं|लागू नहीं
  |不明|なし|未定|該当なし|未回答|未知|无|無|未提及|未提供|不详|없음|알 수 없음|미정|해당 없음
  |không có|không rõ|không đề cập|tidak ada|tidak diketahui|tidak disebutkan`)

// Verbs for information that was not given.
const SAID = `(?:mentioned|provided|specified|given|stated|discussed|disclosed|indicated|supplied|captured
  |determined|obtained|shared|asked
  |angegeben|genannt|erwahnt|besprochen|mitgeteilt|spezifiziert|festgelegt
  |mencionad[oa]|mencionou?|especificad[oa]|especifico|especificou|proporcionad[oa]|proporciono|indicad[oa]
  |indico|determinad[oa]|informad[oa]|informou|fornecid[oa]|forneceu|facilitad[oa]|dijo|disse
  |mentionnee?s?|precisee?s?|specifiee?s?|renseignee?s?|communiquee?s?|indiquee?s?|fournie?s?|evoquee?s?
  |donnee?s?|definie?s?
  |menzionat[oa]|specificat[oa]|indicat[oa]|fornit[oa]|comunicat[oa]|dichiarat[oa]|precisat[oa]|noto
  |genoemd|vermeld|besproken|opgegeven|gespecificeerd|aangegeven|verstrekt|gezegd)`
// Verbs for things that were not requested.
const WANTED = `(?:requested|needed|required|booked|wanted|chosen|selected|purchased|ordered
  |angefragt|gewunscht|gebucht|ausgewahlt|solicitad[oa]|solicito|solicitou|pedid[oa]|reservad[oa]|agendad[oa]
  |demandee?s?|reservee?s?|choisie?s?|richiest[oa]|prenotat[oa]|gevraagd|geboekt|gekozen)`
const NOT = `(?:not|never|none|nothing|nicht|keine?|no|sin|non|pas|n'a pas|nao|sem|niet|geen)`
const BETWEEN = `(?:(?:yet|explicitly|specifically|clearly|been|se|ha|sido|fue|foi|ete|encore|e stato) )*`
const WHERE = `(?: (?:by|in|during|on|at|yet|here|vom|von|im|por|en|durante|par|dans|pendant|da|no|na|nel|dal|door|in het)(?: [^ ]+){1,4})?`

const pattern = (source: string): RegExp => new RegExp(source.replace(/\n\s*/g, ''), 'u')

/** Text that matches one of the patterns below contains one of these; hardly any other text does. */
const MAY_BE_UNSAID =
  /(?:^| )(?:not?|never|none|nothing|nicht|keine?n?|sin|non|pas|n'a|nao|sem|niet|geen|aucune?|ningun[oa]?|nenhuma?|nessuna?|declined|refused|unwilling)(?: |$)|n't/

const UNSAID = pattern(`^${NOT} ${BETWEEN}${SAID}${WHERE}$`)
/**
 * The same about one thing: "Name not provided", "no price mentioned", "nombre no proporcionado", "did
 * not say".
 */
const UNSAID_OF = pattern(
  `^(?:es wurden? )?
  (?:(?:[\\p{L}']+ ){1,3}(?:was |were |is )?${NOT} ${BETWEEN}${SAID}${WHERE}
  |(?:no|keine?n?|aucune?|ningun[oa]?|nenhuma?|nessuna?|geen) (?:[\\p{L}']+ ){1,3}(?:was |were )?
  (?:${SAID}|${WANTED})${WHERE}
  |${NOT} ${BETWEEN}(?:${SAID}|${WANTED})(?: .*)?
  |not sure .*
  |(?:(?:the )?(?:caller|customer|user|client|patient|guest|they|he|she) )?
  (?:did(?: not|n't)|does(?: not|n't)|would(?: not|n't)|declined to|refused to|unwilling to)
  (?: (?:provide|give|say|state|mention|specify|share|disclose)(?: .*)?)?)$`,
)
/**
 * Unfilled placeholders of a template or a model: `{{service}}`, `${name}`, `<name>`, `[Customer
 * Name]`.
 */
const OPEN =
  /\{\{.*?\}\}|^\s*(?:\$?\{[\w .-]{1,40}\}|<<?[\w .-]{1,40}>>?|%[\w-]{1,40}%|\[(?:[\w .'-]* )?(?:name|number|phone|service|price|outcome|date|email|company|insert|your)(?: [\w .'-]*)?\])\s*$/is

const MAX_TEXT = 100
/** A longer sentence contains other information. */
const MAX_WORDS = 14

/**
 * True for a text that means that nothing was said.
 * @example
 * isAbsent('N/A') // true
 * isAbsent('not mentioned in the call') // true
 */
export const isAbsent = (text: string): boolean => text.length <= MAX_TEXT && saysNothing(text)

const saysNothing = remember((text): boolean => {
  if (/[{<%[]/.test(text) && OPEN.test(text)) return true
  const plain = plainOf(text)
  return plain === '' || ABSENT.has(plain) || (MAY_BE_UNSAID.test(plain) && UNSAID.test(plain))
})

const NOTHING_BUT =
  /^(?:n ?\/ ?a|not applicable|none|unknown|null|undefined)(?:\.|\s*[-–—(:,;/]|\s+as\b)/i
const NOT_YET = list('tbc|to be confirmed|to be advised|refused|declined|withheld')

/**
 * True also for a sentence that says that a service or a name was not given: "None - wrong number",
 * "Declined to give name". As the outcome of a call, such a sentence is a valid value.
 */
export const isUnsaid = (text: string): boolean =>
  isAbsent(text) || (text.length <= MAX_TEXT && isExcuse(text))

const isExcuse = remember((text): boolean => {
  const plain = plainOf(text)
  return (
    NOT_YET.has(plain) ||
    NOTHING_BUT.test(text.trim()) ||
    (MAY_BE_UNSAID.test(plain) && plain.split(' ').length <= MAX_WORDS && UNSAID_OF.test(plain))
  )
})

/** True for a sentence with a negation, such as "El cliente no dio su nombre", which cannot be a name. */
export const isDenial = (text: string): boolean => {
  const plain = text.length <= MAX_TEXT ? plainOf(text) : ''
  return MAY_BE_UNSAID.test(plain) && plain.split(' ').length > 3
}

import { isFlag } from '../fields/flagNames'
import { foldKey, wordsOf } from '../fields/keys'
import {
  CURRENCY_NAMES,
  type Names,
  OUTCOME_NAMES,
  PERSON_NAMES,
  PRICE_NAMES,
  SERVICE_NAMES,
} from '../fields/names'
import { readGivenName } from '../fields/personName'
import { placeOf } from '../fields/places'
import { readPrice } from '../price'
import type { Source, Target } from './mapping'
import { stepsOf } from './path'
import { phoneOf } from './readers/phone'

const MAX_WORD = 100

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

// Words of names, in the form of `wordsOf`.
const OUTCOMES = set(`
  outcome result results disposition resolution status booked ergebnis resultado estado desenlace resultat statut
  esito risultato stato resultaat uitkomst afloop desfecho gebucht reservado agendado prenotato geboekt`)
const SERVICES = set(`
  service services treatment leistung dienstleistung behandlung servicio tratamiento prestation soin servizio
  trattamento dienst behandeling servico tratamento`)
const PRICES = set(`
  price amount total cost quote preis betrag summe kosten precio importe monto coste costo prix montant tarif cout
  prezzo importo prijs bedrag preco valor`)
const PHONES = set(`
  phone mobile cell tel telephone callback whatsapp telefon telefonnummer handy handynummer mobilnummer ruckrufnummer
  telefono movil celular portable cellulare telefoon telefoonnummer mobiel telefone telemovel`)
const NAMES = set(
  'name nombre nom nome naam fullname kundenname apellidos cognome vorname nachname',
)
const SUMMARIES = set(`
  summary overview recap zusammenfassung resumen resume riassunto samenvatting resumo`)

/** Names that say nothing: the one before them does. */
const GENERIC = set('value answer response text label content wert valor valeur valore waarde')

/** The fields of Vapi itself that fit, without `message.`. */
const VAPIS: ReadonlyMap<string, Target> = new Map([
  ['analysis.summary', 'summary'],
  ['call.customer.name', 'customerName'],
  ['call.customer.number', 'customerPhone'],
  ['customer.name', 'customerName'],
  ['customer.number', 'customerPhone'],
  ['summary', 'summary'],
])

/** Paths to what an agent or an agency wrote. */
const OWN_DATA = /(?:^|\.)(?:structuredData(?:Multi)?|metadata|successEvaluation)\b/

/**
 * The field that a source looks like, by its name and by what stands there; null if it looks like none.
 * @param samples what calls have there, as text
 */
export const suggestTarget = (source: Source, samples: readonly string[]): Target | null => {
  const path = source.name.replace(/^message\./, '')
  if (source.from === 'path' && !OWN_DATA.test(path)) return VAPIS.get(path) ?? null
  const keys = keysOf(source)
  const last = keys.findLast((key) => !GENERIC.has(foldKey(key))) ?? keys.at(-1)
  // About an earlier visit, a rating or a count.
  if (last === undefined || keys.some((key) => placeOf(key) === 'foreign')) return null
  const said = samples.map((sample) => sample.trim()).filter(Boolean)
  return ORDER.find((target) => LOOKS_LIKE[target](last, said)) ?? null
}

/** The names that lead to a value, without Vapi's own. */
const keysOf = ({ from, inside, name }: Source): string[] => {
  const steps = stepsOf(from === 'path' ? name : (inside ?? '')) ?? []
  const keys = steps.flatMap((step) => (step.kind === 'key' ? [step.key] : []))
  const own = keys.filter((key) => key !== 'message' && key !== 'call' && key !== 'analysis')
  return from === 'path' ? own : [name, ...own]
}

const ORDER = [
  'summary',
  'currency',
  'price',
  'customerPhone',
  'customerName',
  'serviceName',
  'outcome',
] as const satisfies readonly Target[]

const hasWord = (key: string, words: ReadonlySet<string>): boolean =>
  wordsOf(key).some((word) => words.has(word))

const isNamed = (key: string, names: Names): boolean => names.get(foldKey(key))?.isGeneric === false

const isShort = (text: string): boolean => text.length <= MAX_WORD

const LOOKS_LIKE: Record<Target, (key: string, samples: readonly string[]) => boolean> = {
  currency: (key) => CURRENCY_NAMES.has(foldKey(key)),
  customerName: (key, samples) =>
    (isNamed(key, PERSON_NAMES) || (hasWord(key, NAMES) && placeOf(key) !== 'booking')) &&
    samples.some((text) => isShort(text) && readGivenName(text) !== null && !/\d/.test(text)),
  customerPhone: (key, samples) =>
    hasWord(key, PHONES) && samples.some((text) => phoneOf(text) !== null),
  outcome: (key, samples) =>
    (OUTCOME_NAMES.has(foldKey(key)) || isFlag(foldKey(key)) || hasWord(key, OUTCOMES)) &&
    samples.some(isShort),
  price: (key, samples) =>
    (isNamed(key, PRICE_NAMES) || hasWord(key, PRICES)) &&
    samples.some((text) => readPrice(text) !== null),
  serviceName: (key, samples) =>
    (SERVICE_NAMES.has(foldKey(key)) || hasWord(key, SERVICES)) &&
    samples.some((text) => isShort(text) && /\p{L}/u.test(text)),
  summary: (key, samples) => hasWord(key, SUMMARIES) && samples.some((text) => text.length > 20),
}

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
import { isOfOthers, mayNameCaller, placeOf } from '../fields/places'
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
  service services treatment treatments procedure leistung leistungen dienstleistung dienstleistungen behandlung
  behandlungen leistungsname dienstleistungsname behandlungsname servicio servicios tratamiento tratamientos prestation
  prestations soin soins servizio servizi trattamento trattamenti dienst diensten behandeling behandelingen dienstnaam
  behandelingsnaam servico servicos tratamento tratamentos`)
const PRICES = set(`
  price amount total cost quote preis betrag summe kosten precio importe monto coste costo prix montant tarif cout
  prezzo importo prijs bedrag preco valor`)
const PHONES = set(`
  phone mobile cell tel telephone callback whatsapp telefon telefonnummer handy handynummer mobilnummer ruckrufnummer
  telefono movil celular portable cellulare telefoon telefoonnummer mobiel telefone telemovel`)
const NAMES = set(`
  name names nombre nombres nom noms nome nomes nomi naam namen fullname kundenname apellido apellidos cognome vorname
  nachname prenom voornaam achternaam sobrenome`)
/** Beside a name, these leave it the caller's. Anything else says whose it is: a service's, a doctor's, a company's. */
const OF_CALLER = set(`
  kontakt lead visitor buyer besucher gast gastes kunden anrufers patienten huespedes invitado invite convidado bezoeker
  acheteur comprador acquirente calling full complete whole given preferred legal spelled confirmed confirm vollstandig
  vollstandiger completo completa complet completi volledige volledig of the a an and der die das des dem von vor und
  el la los las del de y e le les du d et il lo l dello della do da van het een en`)
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

const ROOTS = set('structuredData structuredDataMulti metadata assistantOverrides')

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
  return ORDER.find((target) => LOOKS_LIKE[target](namedBy(source, keys, last), said)) ?? null
}

/** A name alone says nothing, so that `service.name` is named `service name`. */
const namedBy = ({ from }: Source, keys: readonly string[], last: string): string => {
  if (!wordsOf(last).every((word) => NAMES.has(word))) return last
  const above = keys.slice(0, keys.lastIndexOf(last))
  const at = above.findLastIndex((key) => !isNeutral(key))
  const holder = above[at]
  if (holder === undefined) return last
  // People name outputs and variables as they like: "Salon intake".
  const isLabel = from !== 'path' && at === 0 && !hasWord(holder, SERVICES) && !isOfOthers(holder)
  return isLabel ? last : `${holder} ${last}`
}

/** True for the name of an object, such as an ID, that does not say whose name is in it. */
const isNeutral = (key: string): boolean =>
  ROOTS.has(key) || ((placeOf(key) === 'neutral' || /\d/.test(key)) && mayNameCaller(key))

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

const isOfCaller = (key: string): boolean =>
  wordsOf(key).every((word) => NAMES.has(word) || OF_CALLER.has(word) || mayNameCaller(word))

/** True for "service provider name". */
const namesOther = (key: string): boolean =>
  hasWord(key, NAMES) && wordsOf(key).some((word) => !SERVICES.has(word) && isOfOthers(word))

const isShort = (text: string): boolean => text.length <= MAX_WORD

const LOOKS_LIKE: Record<Target, (key: string, samples: readonly string[]) => boolean> = {
  currency: (key) => CURRENCY_NAMES.has(foldKey(key)),
  customerName: (key, samples) =>
    (isNamed(key, PERSON_NAMES) || (hasWord(key, NAMES) && isOfCaller(key))) &&
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
    (SERVICE_NAMES.has(foldKey(key)) || (hasWord(key, SERVICES) && !namesOther(key))) &&
    samples.some((text) => isShort(text) && /\p{L}/u.test(text)),
  summary: (key, samples) => hasWord(key, SUMMARIES) && samples.some((text) => text.length > 20),
}

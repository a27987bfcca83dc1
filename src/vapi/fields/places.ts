import { remember } from '../../lib/remember'
import { wordsOf } from './keys'

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** Things that are booked, ordered or quoted in this call. */
const BOOKING = set(`
  booking appointment order reservation quote estimate offer meeting visit cart basket purchase lead
  inquiry enquiry request schedule scheduling job bookings appointments reservations citas reservas
  termin buchung reservierung bestellung auftrag angebot anfrage
  cita reserva pedido presupuesto solicitud
  rdv reservation commande devis demande
  agendamento marcacao orcamento consulta
  appuntamento prenotazione ordine preventivo richiesta
  afspraak boeking reservering bestelling offerte aanvraag`)

/** Words that say nothing about the content. */
const NEUTRAL = set(`
  data detail details info information result results output response extracted extraction field fields value property
  properties values answers intake call conversation summary outcome analysis evaluation inner nested payload content
  record form answer structured custom pricing personal basic general main collected captured gathered daten ergebnis datos resultado donnees dados dati gegevens`)

/** The caller. */
const PERSON = set(`
  customer caller client contact person patient guest homeowner tenant user member subscriber prospect
  kunde kundin anruferin interessent mieter patientin paciente paziente usuario utente interesado huesped hospede
  ospite anrufer cliente contacto contato contatto llamante appelant chamador chiamante klant beller`)

/** Other times, other people, other amounts, counts and ratings. */
const FOREIGN = set(`
  last previous prior past earlier former old older historic historical history before recent existing
  current original initial first log logs archive crm account profile
  rating score survey feedback review satisfaction nps csat stars grade quality benchmark
  count counts guests people persons party pax attendees adults children kids token tokens usage stats
  statistics metric metrics average avg
  loan mortgage budget income salary wage debt balance credit insurance coverage revenue finance financing
  valuation asset property vehicle
  competitor rival market comparison comparable alternative other similar suggested recommended
  recommendation upsell rejected declined cancelled canceled lost abandoned failed missed
  sample example template default demo test catalog catalogue menu pricelist inventory list options option
  letzte letzter letztes vorherige fruhere ultima ultimo anterior dernier derniere precedent precedente
  vorige laatste bewertung puntuacion note avaliacao valutazione beoordeling`)

/** Words that make a contact or a client somebody other than the caller. */
const OTHERS = set(`
  emergency alternate secondary second backup referring referred referral referrer spouse wife husband partner
  mother father parent son daughter brother sister sibling relative kin friend neighbor neighbour roommate
  landlord vendor supplier seller attorney lawyer adjuster insurer opposing doctor physician dentist provider
  therapist stylist barber technician agent rep representative staff employee manager supervisor support
  service billing site witness driver passenger party notfall emergencia urgence urgencia emergenza noodgeval`)

/** Things that have their own name. */
const THINGS = set(`
  pet dog cat animal company business organization organisation brand location venue event class course product item treatment procedure package plan property unit room car school child
  firma unternehmen empresa entreprise société azienda bedrijf mascota haustier`)

/** The business of the agent: "salon_info", but not "Salon Intake". */
const PLACES_OF_WORK = set(
  'store shop clinic salon restaurant hotel office practice praxis tienda boutique negozio winkel',
)
const NOTED = set('intake form call conversation questionnaire')

/** Roles of people who work for the business: "booking agent", "lead owner". */
const ROLES = set(`
  agent rep representative staff employee manager supervisor operator assistant receptionist owner stylist
  technician doctor provider coordinator host seller driver`)

/**
 * What the name of an object in an agent's data says about the fields in it:
 * - `booking`: they are about the subject of this call
 * - `neutral`: they mean the same as outside the object
 * - `person`: they are about the caller
 * - `foreign`: they are about something else: an earlier visit, a rating, a count, a loan
 * - `unknown`: unclear
 */
export type Place = 'booking' | 'neutral' | 'person' | 'foreign' | 'unknown'

const isForeign = (word: string): boolean =>
  FOREIGN.has(word) || (word.endsWith('s') && FOREIGN.has(word.slice(0, -1)))

/** True for words such as "bookingdetails". */
const isCompound = (word: string): boolean => {
  for (let at = 5; at < word.length - 3; at += 1) {
    if (BOOKING.has(word.slice(0, at)) && NEUTRAL.has(word.slice(at))) return true
  }
  return false
}

/** The place that a name means, ignoring case, spaces and underscores. */
export const placeOf = remember((key): Place => {
  const words = wordsOf(key)
  if (words.some(isForeign)) return 'foreign'
  // Mostly in the singular: "orders" and "visits" are a history.
  if (words.some((word) => BOOKING.has(word) || isCompound(word))) {
    return ROLES.has(words.at(-1) ?? '') ? 'foreign' : 'booking'
  }
  if (words.some((word) => PERSON.has(word))) {
    return words.some((word) => OTHERS.has(word)) ? 'foreign' : 'person'
  }
  if (words.some((word) => NEUTRAL.has(word))) return 'neutral'
  // A letter or a number, as in a list turned into an object.
  return words.every((word) => word.length === 1) && key.length <= 3 ? 'neutral' : 'unknown'
})

/**
 * True if a plain `name` inside an object with this key may be the caller's: in `data` and `caller`,
 * but not in `service_details`, `pet` or `company_info`. A key with digits is an ID.
 */
export const mayNameCaller = remember((key): boolean => {
  const words = wordsOf(key)
  return (
    /\d/.test(key) ||
    words.every((word) => NEUTRAL.has(word) || PERSON.has(word) || word.length === 1)
  )
})

/** True if an object with this key is about somebody or something other than the caller. */
export const isOfOthers = remember((key): boolean => {
  const words = wordsOf(key)
  const isNoted = NOTED.has(words.at(-1) ?? '')
  return words.some(
    (word) =>
      OTHERS.has(word) ||
      ROLES.has(word) ||
      THINGS.has(word) ||
      (!isNoted && PLACES_OF_WORK.has(word)),
  )
})

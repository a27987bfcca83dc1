import type { JsonValue } from '../../lib/json'
import { onceEach } from '../../lib/remember'
import type { Entry, Holder } from './holders'
import { wordsOf } from './keys'

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

const COUNTS = set(`
  guest guests people person persons party pax attendee attendees adult adults child children kid kids
  seats tickets token tokens points questions calls messages count quantity qty size number score
  personen personas personnes pessoas persone`)
const LOANS = set(`
  loan loans mortgage budget income salary wage wages debt debts credit revenue turnover insurance
  coverage refund donation overdue outstanding investment investments savings equity valuation
  downpayment claim claims owed owing arrears settlement dispute disputed chargeback fraud overcharged pledge
  winnings lawsuit kredit darlehen gehalt hypotheek
  prestamo hipoteca presupuestado pret salaire emprestimo renda prestito stipendio lening`)
/** An amount with one of these words is only a part of the price. */
const DEPOSITS = set(
  'deposit anzahlung kaution anticipo deposito acompte arrhes sinal acconto caparra aanbetaling',
)
const RATED = set(
  'rating ratings rate score scores stars star nps csat satisfaction recommend satisfied bewertung',
)
/** Things that people are asked to rate. */
const DIMENSIONS = set(`
  service price food staff quality cleanliness speed value atmosphere ambience ambiance communication
  overall friendliness professionalism waiting knowledge politeness delivery product drinks location
  servicio precio comida calidad preis essen qualitat prix repas qualite prezzo cibo qualita`)

const hasWord = ({ key }: Entry, words: ReadonlySet<string>): boolean =>
  wordsOf(key).some((word) => words.has(word))

/** True next to a count of people or things: a bare total is then a count. */
export const isBesideCounts = onceEach(({ entries }: Holder): boolean =>
  entries.some((entry) => hasWord(entry, COUNTS)),
)

/** True next to a loan or a budget: an amount is then not a price. */
export const isBesideLoan = onceEach(({ entries }: Holder): boolean =>
  entries.some(
    (entry) =>
      hasWord(entry, LOANS) ||
      entry.name.includes('pastdue') ||
      (typeof entry.value === 'string' &&
        entry.value.length <= 80 &&
        wordsOf(entry.value).some((word) => LOANS.has(word) || DEPOSITS.has(word))),
  ),
)

/** True for a grade in a survey: 0 to 10, "4/5", "5 stars". */
export const isGrade = (value: JsonValue): boolean =>
  typeof value === 'number'
    ? value >= 0 && value <= 10
    : typeof value === 'string' &&
      /^\s*(?:10|\d)(?:[.,]\d)?\s*(?:\/\s*(?:5|10)|out of (?:5|10)|stars?|sterne)?\s*$/i.test(value)

/** True for the answers of a survey: two or more graded things next to each other. */
export const isSurvey = onceEach(({ entries }: Holder): boolean => {
  const graded = entries.filter(
    (entry) => isGrade(entry.value) && (hasWord(entry, DIMENSIONS) || hasWord(entry, RATED)),
  )
  return graded.length > 1 || (graded.length > 0 && entries.some((entry) => hasWord(entry, RATED)))
})

/** Things that people only mention after a visit. */
const IN_HINDSIGHT = set(`
  food staff quality cleanliness speed atmosphere ambience ambiance communication friendliness politeness
  professionalism knowledge value comida calidad essen qualitat repas qualite cibo qualita`)

/** True for a review of several aspects of a visit. "Friendly and quick" is then not a service. */
export const isReview = onceEach(
  ({ entries }: Holder): boolean =>
    entries.filter((entry) => hasWord(entry, IN_HINDSIGHT)).length > 1,
)

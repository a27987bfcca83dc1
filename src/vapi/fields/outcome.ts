import { isFlag } from './flagNames'
import { readFlags } from './flags'
import type { Found } from './found'
import type { Holder } from './holders'
import { wordsOf } from './keys'
import { OUTCOME_NAMES } from './names'
import { type Candidate, candidatesFor, firstRead } from './pick'
import { readText, scalarOf } from './text'

const MAX_GENERIC = 80
const INSIDE = ['name', 'value', 'label', 'type', 'status', 'result', 'outcome', 'category']
/**
 * A plain `status` is an outcome only if it contains one of these; others may be the status of an
 * account.
 */
const ENDS = new Set(
  `booked confirmed scheduled rescheduled cancelled canceled pending noshow transferred callback voicemail
   escalated resolved unresolved qualified unqualified interested sold declined answered requested placed
   accepted submitted created taken
   gebucht bestätigt storniert confirmada confirmado reservada reservado agendada agendado cancelada
   confirmé réservé annulé confermato prenotato annullato geboekt bevestigd geannuleerd`
    .split(/\s+/)
    .flatMap((word) => wordsOf(word)),
)
const STATUSES = new Set(['status', 'estado', 'statut', 'stato', 'zustand'])
/** The status of an order may be the answer to a question: "out for delivery". */
const ORDER_STATUS = 'orderstatus'
const ORDERS = new Set(['order', 'bestellung', 'pedido', 'commande', 'ordine', 'bestelling'])

/**
 * The outcome of the call: in the agent's own words, else from yes and no answers; null if there is
 * none.
 */
export const readOutcome = (holders: readonly Holder[]): Found<string> | null => {
  const here = holders.filter(({ place }) => place !== 'person')
  return firstRead(candidatesFor(here, OUTCOME_NAMES), readCandidate) ?? readFlags(here)
}

const readCandidate = ({ entry, holder, name }: Candidate): Found<string> | null => {
  if (isFlag(entry.name)) return null
  const text = readText(scalarOf(entry.value, INSIDE))
  const isWords = text !== null && /\p{L}/u.test(text) && text.length <= MAX_GENERIC
  if (name.isGeneric && !isWords) return null
  const isOrder =
    entry.name === ORDER_STATUS || wordsOf(holder.key ?? '').some((word) => ORDERS.has(word))
  const isBooking = holder.place === 'booking' && !isOrder
  const isEnd = isBooking || wordsOf(text ?? '').some((word) => ENDS.has(word))
  const isOther = (STATUSES.has(entry.name) || entry.name === ORDER_STATUS) && !isEnd
  return text === null || isOther ? null : { at: { entry, holder }, value: text }
}

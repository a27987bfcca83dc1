import { cutText } from '../../lib/shortText'
import { toCurrencyCode } from '../../vapi/currency'
import { phoneOrAsGiven } from '../../vapi/phone'
import { cleanText } from '../../vapi/redact'
import { instantIn, keysIn, numberIn, secondsIn, textIn } from './fields'
import type { DjangoRecord } from './models'

/** A call of the dump, read. Instants in ISO 8601. */
export type ReadCall = {
  createdAt: null | string
  currency: null | string
  customerName: null | string
  customerPhone: null | string
  durationSeconds: null | number
  endedAt: null | string
  line: number
  notes: string[]
  outcome: null | string
  /** What the foreign key of its account names: its key, or parts of its natural key. Empty: nothing. */
  owner: readonly string[]
  price: null | number
  reportedAt: null | string
  serviceName: null | string
  startedAt: null | string
  summary: null | string
  transcript: null | string
  /** Null if it has none and cannot be given one. */
  vapiCallId: null | string
}

/** As long as ingest stores them: they are in an index, or in lists. */
const MAX_INDEXED = 500
/** As long as Payload accepts them. */
const MAX_TEXT = 20_000_000

const long = (record: DjangoRecord, name: string): null | string => {
  const text = textIn(record.fields, name)
  return text === null ? null : cutText(text, MAX_TEXT)
}

const short = (record: DjangoRecord, name: string): null | string => {
  const text = textIn(record.fields, name)
  return text === null ? null : cutText(text, MAX_INDEXED)
}

/** A call's own id, or one that is made of its model and key, so that it is the same each time. */
const idOf = (record: DjangoRecord): null | string => {
  const own = short(record, 'call_id')
  if (own !== null) return own
  if (record.pk === null) return null
  const made = `django-${record.model.split('.', 1)[0]}-${record.pk}`
  return cutText(cleanText(made), MAX_INDEXED)
}

const instantOf = (record: DjangoRecord, name: string, notes: string[]): null | string => {
  const instant = instantIn(record.fields, name)
  if (instant === null && textIn(record.fields, name) !== null) {
    notes.push(`“${name}” is no time, so it was left out.`)
  }
  return instant
}

/** Reads the record of a call. */
export const readCall = (record: DjangoRecord, line: number): ReadCall => {
  const notes: string[] = []
  const startedAt = instantOf(record, 'started_at', notes)
  const endedAt = instantOf(record, 'ended_at', notes)
  const createdAt = instantOf(record, 'created_at', notes)
  const phone = short(record, 'customer_phone')
  const price = numberIn(record.fields, 'price')
  if (price === null && textIn(record.fields, 'price') !== null) {
    notes.push('The price is no number, so it was left out.')
  }
  const currency = short(record, 'currency')
  const code = currency === null ? null : toCurrencyCode(currency)
  if (currency !== null && code === null) {
    notes.push(`The currency “${currency}” is unknown, so it was left out.`)
  }
  const seconds = secondsIn(record.fields, 'duration')
  if (seconds === null && textIn(record.fields, 'duration') !== null) {
    notes.push('The duration could not be read, so it was left out.')
  }
  const between =
    startedAt !== null && endedAt !== null
      ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000
      : -1
  return {
    createdAt,
    currency: code,
    customerName: short(record, 'customer_name'),
    customerPhone: phone === null ? null : phoneOrAsGiven(phone),
    durationSeconds: seconds ?? (between >= 0 && between <= 86_400 ? between : null),
    endedAt,
    line,
    notes,
    outcome: short(record, 'outcome'),
    owner: keysIn(record.fields.user),
    price,
    reportedAt: endedAt ?? startedAt ?? createdAt,
    serviceName: short(record, 'service_name'),
    startedAt,
    summary: long(record, 'summary'),
    transcript: long(record, 'transcript'),
    vapiCallId: idOf(record),
  }
}

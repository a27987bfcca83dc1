import { z } from 'zod'
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { knownZone } from '../../lib/time/zone'
import { PHONE_SOURCES } from '../../vapi/callerPhone'
import { readCurrencies, toCurrencyCode } from '../../vapi/currency'
import { ENDED_GROUPS, ENDED_LABELS, type EndedGroup, endedGroupOf } from '../../vapi/endedReason'
import type { OwnField } from '../../vapi/mapping/mapping'
import type { CallValues } from '../../vapi/merge'
import { phoneOrAsGiven } from '../../vapi/phone'
import { readTurns } from '../../vapi/readTurns'
import type { CallField } from './callFields'
import { type DecimalSign, isShortened, numberOf, secondsOf, textOf, yesNoOf } from './cells'
import { nameKey } from './columns'
import { ownFieldValue } from './ownFieldValue'
import { type DayOrder, instantIn } from './times'

/** What is known about the file and the client of a row. */
export type RowContext = {
  currency: null | string
  decimal: DecimalSign
  now: Date
  order: DayOrder | null
  ownFields: readonly OwnField[]
  timezone: null | string
}

/** A row, read. `notes`: what could not be read, in sentences. `problem`: why the row cannot be taken. */
export type ReadCall =
  | { notes: string[]; problem: null; values: CallValues }
  | { notes: string[]; problem: string }

type Cells = {
  /** The cells of the columns that are no field of a call, by the column’s name. */
  others: ReadonlyMap<string, string>
  read: ReadonlyMap<CallField, string>
}

const MAX_SHORT = 500
/** Where our own export has cut a text that does not fit into a cell. */
const CUT = /… \(cut; the NDJSON export has the full text\)$/

const jsonSchema = z.json()

const jsonIn = (text: null | string): JsonValue | undefined => {
  if (text === null) return undefined
  try {
    return jsonSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const objectIn = (text: null | string): JsonObject | null => {
  const value = jsonIn(text)
  return isJsonObject(value) ? value : null
}

const groupOf = (text: null | string, reason: null | string): EndedGroup | null => {
  const key = nameKey(text ?? '')
  const named = ENDED_GROUPS.find(
    (group) => nameKey(group) === key || nameKey(ENDED_LABELS[group]) === key,
  )
  return named ?? endedGroupOf(reason, { transferred: false })
}

/** The own field of a column: by its key or label, or by the key in brackets, as our own export writes like labels. */
const ownFieldOf = (fields: readonly OwnField[], column: string): OwnField | undefined => {
  const name = textOf(column) ?? ''
  const inBrackets = /\((\w+)\)(?: \d+)?$/.exec(name)?.[1]
  return (
    fields.find(({ key }) => key === name || key === inBrackets) ??
    fields.find(({ key, label }) => [key, label].some((each) => nameKey(each) === nameKey(name)))
  )
}

/** Reads the cells of one row; what cannot be read is left out and noted. */
class Row {
  readonly notes: string[] = []
  readonly #cells: Cells
  readonly #context: RowContext
  readonly #zone: string

  constructor(cells: Cells, context: RowContext) {
    this.#cells = cells
    this.#context = context
    this.#zone = knownZone(this.text('timezone') ?? context.timezone)
  }

  text(field: CallField): null | string {
    return textOf(this.#cells.read.get(field) ?? '')
  }

  short(field: CallField): null | string {
    const text = this.text(field)
    return text === null ? null : cutText(text, MAX_SHORT)
  }

  long(field: CallField): null | string {
    const text = this.text(field)
    if (text !== null && CUT.test(text)) this.notes.push(`${field} was cut when the file was made.`)
    return text
  }

  #read<Value>(field: CallField, read: (text: string) => null | Value, what: string): null | Value {
    const text = this.text(field)
    if (text === null) return null
    const value = read(text)
    if (value === null)
      this.notes.push(`${field}: “${cutText(text, 60)}” is no ${what}, so it was left out.`)
    return value
  }

  number(field: CallField): null | number {
    return this.#read(field, (text) => numberOf(text, this.#context.decimal), 'number')
  }

  seconds(field: CallField): null | number {
    return this.#read(field, (text) => secondsOf(text, this.#context.decimal), 'length of time')
  }

  yesNo(field: CallField): boolean {
    return this.#read(field, yesNoOf, 'yes or no') ?? false
  }

  object(field: CallField): JsonObject | null {
    return this.#read(field, objectIn, 'JSON object')
  }

  time(field: CallField): null | string {
    const text = this.text(field)
    if (text === null) return null
    const time = instantIn(text, { order: this.#context.order, timeZone: this.#zone })
    if (time !== null && time !== 'ambiguous') return time.iso
    this.notes.push(
      time === null
        ? `${field}: “${cutText(text, 60)}” is no time, so it was left out.`
        : `${field}: in “${cutText(text, 60)}” day and month can be either, so it was left out.`,
    )
    return null
  }

  phone(field: CallField): null | string {
    const text = this.short(field)
    if (text === null || !isShortened(text)) return text === null ? null : phoneOrAsGiven(text)
    this.notes.push(`${field}: “${text}” was shortened by a spreadsheet, so it was left out.`)
    return null
  }

  price(): { currency: null | string; price: null | number } {
    const text = this.text('price')
    if (text === null) return { currency: null, price: null }
    const price = numberOf(text.replace(/[\p{L}\p{Sc}]+\.?/gu, ' '), this.#context.decimal)
    if (price === null || price < 0) {
      this.notes.push(`price: “${cutText(text, 60)}” is no price, so it was left out.`)
      return { currency: null, price: null }
    }
    const said = toCurrencyCode(this.text('currency') ?? '')
    const meant = readCurrencies(text) ?? []
    const own = this.#context.currency
    const currency = said ?? (own !== null && meant.includes(own) ? own : (meant[0] ?? own))
    return { currency, price }
  }

  ownFields(): JsonObject | null {
    const { decimal, order, ownFields } = this.#context
    const values: JsonObject = {}
    for (const [column, cell] of this.#cells.others) {
      const field = ownFieldOf(ownFields, column)
      const text = textOf(cell)
      if (!field || text === null) continue
      const value = ownFieldValue(field, text, { decimal, order })
      if (value === null) {
        this.notes.push(`${field.label}: “${cutText(text, 60)}” does not fit, so it was left out.`)
      } else values[field.key] = value
    }
    return Object.keys(values).length > 0 ? values : null
  }
}

const endOf = (
  {
    durationSeconds,
    endedAt,
    startedAt,
  }: Pick<CallValues, 'durationSeconds' | 'endedAt' | 'startedAt'>,
  reportedAt: null | string,
): null | string => {
  if (reportedAt !== null || endedAt !== null) return reportedAt ?? endedAt
  if (startedAt === null) return null
  return new Date(Date.parse(startedAt) + (durationSeconds ?? 0) * 1_000).toISOString()
}

const hasNUL = ({ others, read }: Cells): boolean =>
  [...others.values(), ...read.values()].some((cell) => cell.includes('\0'))

/** Reads a row of a file of calls. The call counts as reported when it ended, unless the file says when it was. */
export const readCall = (cells: Cells, context: RowContext): ReadCall => {
  if (hasNUL(cells)) return { notes: [], problem: 'The row has a character that cannot be stored.' }
  const row = new Row(cells, context)
  const vapiCallId = row.short('vapiCallId')
  if (vapiCallId === null) return { notes: [], problem: 'The row has no call ID.' }
  const times = {
    durationSeconds: row.seconds('durationSeconds'),
    endedAt: row.time('endedAt'),
    startedAt: row.time('startedAt'),
  }
  const end = endOf(times, row.time('reportedAt'))
  const { notes } = row
  if (end === null) return { notes, problem: 'The row has no time that can be read.' }
  const endedReason = row.short('endedReason')
  const messages = readTurns(jsonIn(row.text('messages'))).map(({ at, role, text }) => ({
    at: at ?? null,
    role,
    text,
  }))
  const source = row.text('customerPhoneSource')
  const values: CallValues = {
    ...times,
    ...row.price(),
    callType: row.short('callType'),
    cost: row.number('cost'),
    costBreakdown: row.object('costBreakdown'),
    customerName: row.short('customerName'),
    customerPhone: row.phone('customerPhone'),
    customerPhoneSource: PHONE_SOURCES.find((each) => each === source) ?? null,
    endedGroup: groupOf(row.text('endedGroup'), endedReason),
    endedReason,
    evidence: null,
    fields: row.ownFields(),
    hasRecording: row.yesNo('hasRecording'),
    messages: messages.length > 0 ? messages : null,
    outcome: row.short('outcome'),
    reportedAt: new Date(Math.min(Date.parse(end), context.now.getTime())).toISOString(),
    serviceName: row.short('serviceName'),
    structuredData: row.object('structuredData'),
    successEvaluation: row.short('successEvaluation'),
    summary: row.long('summary'),
    transcript: row.long('transcript'),
    vapiAssistantId: row.short('vapiAssistantId'),
    vapiCallId,
    vapiPhoneNumber: row.phone('vapiPhoneNumber'),
  }
  return { notes, problem: null, values }
}

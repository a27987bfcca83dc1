import { isJsonObject, type JsonValue } from '../lib/json'
import { remember } from '../lib/remember'
import { isAbsent } from './fields/absent'
import type { StructuredOutput } from './fields/extracted'
import { jsonInText } from './fields/jsonInText'
import { placeOf } from './fields/places'
import { lookUp, type Names } from './lookUp'
import { normaliseKey } from './normaliseKey'
import type { ReportCall, ReportMessage } from './reportSchema'

/** Names that tools and agents use for a summary, the most reliable first. */
const NAMES: Names = [
  'summary',
  'callsummary',
  'conversationsummary',
  'summarytext',
  'shortsummary',
  'briefsummary',
  'overview',
  'zusammenfassung',
  'gesprächszusammenfassung',
  'resumen',
  'resumendelallamada',
  'résumé',
  'riassunto',
  'resumo',
  'samenvatting',
]

/** Names within an object under one of these. */
const NAMES_INSIDE: Names = [...NAMES, 'text', 'value']

type SummaryPlaces = {
  call: ReportCall
  message: ReportMessage
  outputs: readonly StructuredOutput[]
  /** Other places where it may be, by name: the message, its analysis, what was extracted. */
  others: () => readonly (JsonValue | undefined)[]
}

/** The summary of a call, wherever it is (FACTS §2); null if there is none. */
export const readSummary = ({ call, message, others, outputs }: SummaryPlaces): string | null => {
  const found =
    saidIn(message.analysis?.summary) ??
    saidIn(message.summary) ??
    summaryOutput(outputs) ??
    saidIn(call.analysis?.summary) ??
    lookUp(others(), NAMES, summaryText)
  return found === null ? null : withoutJson(found)
}

/** The structured output for it: with a usual name, one that ends in "summary", or one that contains it. */
const summaryOutput = (outputs: readonly StructuredOutput[]): string | null => {
  let best: { rank: number; text: string } | null = null
  for (const { name, result } of outputs) {
    const rank = rankOf(name)
    const text = rank > 0 && typeof result === 'string' ? saidIn(result) : null
    if (text !== null && (best === null || rank > best.rank)) best = { rank, text }
  }
  return best?.text ?? null
}

/** How well the name of an output matches; 0 for none. "Previous Call Summary" is about another call. */
const rankOf = remember((name): number => {
  if (!/summary/i.test(name) || placeOf(name) === 'foreign') return 0
  const key = normaliseKey(name)
  if (NAMES.includes(key)) return 3
  return key.endsWith('summary') ? 2 : 1
})

const saidIn = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' || isAbsent(text) ? null : text

const summaryText = (value: JsonValue): string | null => {
  if (typeof value === 'string') return saidIn(value)
  return isJsonObject(value) ? lookUp([value], NAMES_INSIDE, plainText) : null
}

const plainText = (value: JsonValue): string | null =>
  typeof value === 'string' ? saidIn(value) : null

/** The text of a summary that a model wrote as JSON; any other text is returned unchanged. */
const withoutJson = (text: string): string => {
  const json = /^\s*(?:[{[]|```)/.test(text) ? jsonInText(text) : undefined
  return (isJsonObject(json) ? lookUp([json], NAMES, plainText) : null) ?? text
}

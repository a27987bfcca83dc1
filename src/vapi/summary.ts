import { isJsonObject, type JsonValue } from '../lib/json'
import { remember } from '../lib/remember'
import type { Searched } from './answers'
import { isAbsent } from './fields/absent'
import type { StructuredOutput } from './fields/extracted'
import { jsonInText } from './fields/jsonInText'
import { placeOf } from './fields/places'
import { lookUp, lookUpPlace, type Names } from './lookUp'
import type { EvidenceLine } from './mapping/evidence'
import { rawOf } from './mapping/raw'
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
  others: () => readonly Searched[]
}

/** A summary, and where it comes from. */
export type FoundSummary = { evidence: EvidenceLine; text: string }

/** The summary of a call, wherever it is (FACTS §2); null if there is none. */
export const readSummary = (places: SummaryPlaces): FoundSummary | null => {
  const { call, message, others, outputs } = places
  return (
    said('analysis.summary', message.analysis?.summary) ??
    said('summary', message.summary) ??
    summaryOutput(outputs) ??
    said('call.analysis.summary', call.analysis?.summary) ??
    summaryIn(others())
  )
}

const foundAs = (from: string, raw: JsonValue, text: string): FoundSummary => ({
  evidence: { from, raw: rawOf(raw) },
  text: withoutJson(text),
})

const said = (from: string, given: string | undefined): FoundSummary | null => {
  const text = saidIn(given)
  return text === null ? null : foundAs(from, text, text)
}

const summaryIn = (others: readonly Searched[]): FoundSummary | null => {
  const found = lookUpPlace(
    others.map(({ value }) => value),
    NAMES,
    summaryText,
  )
  return (
    found && foundAs(others[found.at]?.words([found.key]) ?? found.key, found.value, found.answer)
  )
}

/** The structured output for it: with a usual name, one that ends in "summary", or one that contains it. */
const summaryOutput = (outputs: readonly StructuredOutput[]): FoundSummary | null => {
  let best: { name: string; rank: number; text: string } | null = null
  for (const { name, result } of outputs) {
    const rank = rankOf(name)
    const text = rank > 0 && typeof result === 'string' ? saidIn(result) : null
    if (text !== null && (best === null || rank > best.rank)) best = { name, rank, text }
  }
  return best && foundAs(`structured output "${best.name}"`, best.text, best.text)
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

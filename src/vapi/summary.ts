import { isJsonObject, type JsonValue } from '../lib/json'
import type { StructuredOutput } from './fields/extracted'
import { jsonInText } from './fields/jsonInText'
import { lookUp, type Names } from './lookUp'
import type { ReportCall, ReportMessage } from './reportSchema'

/** What tools and agents call a summary, the surest first. */
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

/** The same within an object under one of them. */
const NAMES_INSIDE: Names = [...NAMES, 'text', 'value']

type SummaryPlaces = {
  call: ReportCall
  message: ReportMessage
  outputs: readonly StructuredOutput[]
  /** Where else it may stand by name: the message, its analysis, what was extracted. */
  others: () => readonly (JsonValue | undefined)[]
}

/** The summary of a call, wherever it stands (FACTS §2); null when there is none. */
export const readSummary = ({ call, message, others, outputs }: SummaryPlaces): string | null => {
  const found =
    message.analysis?.summary ??
    message.summary ??
    outputs.map(summaryOutput).find((summary) => summary !== undefined) ??
    call.analysis?.summary ??
    lookUp(others(), NAMES, summaryText)
  return found === null ? null : withoutJson(found)
}

const summaryOutput = ({ name, result }: StructuredOutput): string | undefined =>
  typeof result === 'string' && /summary/i.test(name) ? result : undefined

const summaryText = (value: JsonValue): string | null => {
  if (typeof value === 'string') return value.trim() === '' ? null : value
  return isJsonObject(value) ? lookUp([value], NAMES_INSIDE, plainText) : null
}

const plainText = (value: JsonValue): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null

/** A summary that a model wrote as JSON; anything else as it is. */
const withoutJson = (text: string): string => {
  const json = /^\s*(?:[{[]|```)/.test(text) ? jsonInText(text) : undefined
  return (isJsonObject(json) ? lookUp([json], NAMES, plainText) : null) ?? text
}

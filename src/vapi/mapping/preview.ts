import type { JsonValue } from '../../lib/json'
import { toCallReport } from '../report'
import { type EvidenceLine, wholeLine } from './evidence'
import { type Mapping, TARGETS } from './mapping'

/** What a mapping reads from one report, for the editor. */
export type PreviewedReport = {
  vapiCallId: string
  /** By target, and by `fields.<key>`: null if there is no value. */
  values: Record<string, { value: JsonValue; evidence: EvidenceLine | null }>
}

/**
 * Reads a masked body with a mapping, and shows the result of each line.
 * @returns null if the body contains no report
 */
export const previewReport = (
  body: JsonValue,
  receivedAt: Date,
  mapping: Mapping | null,
): PreviewedReport | null => {
  const read = toCallReport(body, receivedAt, mapping)
  if (!read.ok) return null
  const { report } = read
  const values: PreviewedReport['values'] = {}
  const add = (name: string, value: JsonValue): void => {
    const line = ownOf(report.evidence, name)
    values[name] = { evidence: line === null ? null : wholeLine(line, value), value }
  }
  for (const target of TARGETS) {
    add(target, target === 'currency' ? (report.currencies?.[0] ?? null) : report[target])
  }
  for (const { key } of mapping?.fields ?? []) add(`fields.${key}`, ownOf(report.fields, key))
  return { values, vapiCallId: report.vapiCallId }
}

const ownOf = <Value>(object: Readonly<Record<string, Value>> | null, key: string): Value | null =>
  object && Object.hasOwn(object, key) ? (object[key] ?? null) : null

import { type ExtractedRow, labelOf } from '../../vapi/extractedRows'
import type { EvidenceLine } from '../../vapi/mapping/evidence'
import { stepsOf } from '../../vapi/mapping/path'

const DATA = /(?:^|\.)structuredData\.(.+)$/

/** The label that a place within the agent's data has; undefined for a place elsewhere, or in a list. */
const labelAt = (from: string): string | undefined => {
  const steps = stepsOf(DATA.exec(from)?.[1] ?? '')
  if (!steps?.every((step) => step.kind === 'key')) return undefined
  return steps.map(({ key }) => labelOf(key)).join(' › ')
}

/**
 * What the agent extracted, without what the page shows as an own field: beneath that stands what the agent wrote.
 * @param evidence of what is shown; not of what a person has set
 */
export const withoutOwn = (
  rows: readonly ExtractedRow[],
  evidence: Readonly<Record<string, EvidenceLine>>,
): ExtractedRow[] => {
  const shown = new Set(
    Object.entries(evidence).flatMap(([name, { from, raw }]) => {
      const label = name.startsWith('fields.') ? labelAt(from) : undefined
      return label === undefined ? [] : [JSON.stringify([label, raw])]
    }),
  )
  return rows.filter(({ label, value }) => !shown.has(JSON.stringify([label, value])))
}

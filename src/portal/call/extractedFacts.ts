import { cutText } from '../../lib/shortText'
import { ownValue } from '../../lib/values'
import { clean } from '../../mail/templates/clean'
import type { Texts } from '../../translations/texts'
import { type ExtractedRow, extractedRows } from '../../vapi/extractedRows'
import type { OwnField } from '../../vapi/mapping/mapping'
import type { WholeCall } from './readWholeCall'

const MAX = { label: 120, rows: 60, value: 1_000 }

const SAID = ['customerName', 'customerPhone', 'outcome', 'serviceName', 'summary'] as const

type Labelled = Pick<OwnField, 'key' | 'label'>

/** What the page says anyway, as it is compared. */
const saidOf = (call: WholeCall, fields: readonly Labelled[]): Set<string> =>
  new Set(
    [
      ...SAID.map((field) => call[field]),
      ...fields.map(({ key }) => ownValue(call.fields, key)),
      call.price,
      call.currency,
    ]
      .map((value) =>
        String(value ?? '')
          .trim()
          .toLowerCase(),
      )
      .filter(Boolean),
  )

/** The labels of own fields that have a value: the same label twice would say two things of one. */
const ownLabels = ({ fields: values }: WholeCall, fields: readonly Labelled[]): Set<string> =>
  new Set(
    fields
      .filter(({ key }) => (ownValue(values, key) ?? null) !== null)
      .map(({ label }) => label.trim().toLowerCase()),
  )

/**
 * What the agent noted about a call, under labels for people: without what the page says anyway, and no more
 * than can be read.
 * @param fields the client's own fields, which the page shows too
 */
export const extractedFacts = (
  call: WholeCall,
  { t }: Pick<Texts, 't'>,
  fields: readonly Labelled[],
): ExtractedRow[] => {
  const said = saidOf(call, fields)
  const labels = ownLabels(call, fields)
  return extractedRows(call.structuredData, { no: t('call.no'), yes: t('call.yes') })
    .filter(
      ({ label, value }) => !said.has(value.toLowerCase()) && !labels.has(label.toLowerCase()),
    )
    .slice(0, MAX.rows)
    .map(({ label, value }) => ({
      label: cutText(clean(label), MAX.label),
      value: cutText(clean(value), MAX.value),
    }))
}

import { expect, it } from 'vitest'
import { withoutOwn } from '../../../../src/components/CallPage/withoutOwn'
import { extractedRows } from '../../../../src/vapi/extractedRows'

const DATA = {
  behandlung: 'nails',
  gast: { anzahl_personen: 4, 'mit.hund': true },
  items: [{ name: 'nails' }],
  outcome: 'gebucht',
}

it.each<[string, string, string, string[]]>([
  ['its key', 'analysis.structuredData.behandlung', 'nails', ['Behandlung']],
  ['a nested key', 'analysis.structuredData.gast.anzahl_personen', '4', ['Gast › Anzahl personen']],
  ['a flag', 'call.analysis.structuredData.gast["mit.hund"]', 'true', ['Gast › Mit.hund']],
  ['another value, from a report before', 'analysis.structuredData.behandlung', 'hair', []],
  ['an item of a list', 'analysis.structuredData.items[0].name', 'nails', []],
  ['elsewhere', 'structured output "Booking" › behandlung', 'nails', []],
  ['no path', 'analysis.structuredData.[', 'nails', []],
])('what the agent wrote is not shown again beside an own field: %s', (_, from, raw, wanted) => {
  const rows = extractedRows(DATA)
  const left = withoutOwn(rows, { 'fields.own': { from, raw } })
  expect(rows.filter((row) => !left.includes(row)).map(({ label }) => label)).toEqual(wanted)
  // Of other fields, only what the page leaves out anyway.
  expect(withoutOwn(rows, { outcome: { from, raw } })).toEqual(rows)
  expect(withoutOwn(rows, {})).toEqual(rows)
})

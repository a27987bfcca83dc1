import { outcomeKey } from '../followUpRule'
import type { ClientMapping, DeskMapping, Line, Mapping, OutcomeValue, Target } from './mapping'
import { TARGETS } from './mapping'

type Parts = {
  client: ClientMapping | null
  /** The client's; null: it has none, or all clients' reports are read. */
  currency: string | null
  desk: DeskMapping | null
  /** Differs for each content of the two. */
  version: string
}

/**
 * What a client's reports are read with: the desk's mapping, with each line and value of the client's over it. The
 * key and the label of an outcome are values too. A value that names an outcome which the desk does not have (any
 * more) is left out: what it stands for stays as it came.
 * @returns null if nothing is mapped
 */
export const effectiveMapping = ({ client, currency, desk, version }: Parts): Mapping | null => {
  const lines: Partial<Record<Target, Line>> = {}
  for (const target of TARGETS) {
    const line = client?.lines[target] ?? desk?.lines[target]
    if (line) lines[target] = line
  }
  const values = valuesOf(desk, client)
  const fields = client?.fields ?? []
  const isEmpty = fields.length + Object.keys(lines).length + Object.keys(values).length === 0
  if (isEmpty) return null
  // Without own fields it is not needed: clients share the desk's mapping, whatever their currency.
  return { currency: fields.length > 0 ? currency : null, fields, lines, values, version }
}

const valuesOf = (
  desk: DeskMapping | null,
  client: ClientMapping | null,
): Readonly<Record<string, string>> => {
  const outcomes = desk?.outcomes ?? []
  const known = new Set(outcomes.map(({ key }) => key))
  // Of two with the same value, the last one counts.
  const all: OutcomeValue[] = [
    ...outcomes.map(({ key, label }) => ({ outcome: key, value: label })),
    ...outcomes.map(({ key }) => ({ outcome: key, value: key })),
    ...[...(desk?.values ?? []), ...(client?.values ?? [])].filter(({ outcome }) =>
      known.has(outcome),
    ),
  ]
  const values = all.map(({ outcome, value }): [string, string] => [outcomeKey(value), outcome])
  return Object.fromEntries(values.filter(([value]) => value !== ''))
}

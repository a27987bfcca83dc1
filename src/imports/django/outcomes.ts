import type { Pool } from 'pg'
import { readMappingOf } from '../../fields/readMappings'
import { outcomeKey } from '../../vapi/followUpRule'

/** What the desk's mapping makes of outcomes as agents write them. A client's mapping is read once. */
export const outcomeReader = (
  pool: Pool,
): ((clientID: string, outcome: null | string) => Promise<null | string>) => {
  const known = new Map<string, Promise<Readonly<Record<string, string>>>>()
  const valuesOf = (clientID: string) => {
    const values =
      known.get(clientID) ??
      readMappingOf(pool, clientID).then(({ mapping }) => mapping?.values ?? {})
    known.set(clientID, values)
    return values
  }
  return async (clientID, outcome) => {
    if (outcome === null) return null
    const values = await valuesOf(clientID)
    const key = outcomeKey(outcome)
    return Object.hasOwn(values, key) ? (values[key] ?? outcome) : outcome
  }
}

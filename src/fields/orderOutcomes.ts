import { outcomeKey } from '../vapi/followUpRule'
import type { Outcome } from '../vapi/mapping/mapping'

/** Rows of outcomes with the desk's own ones first, in their order, and then all others as they were. */
export const orderOutcomes = <Row extends { outcome: null | string }>(
  outcomes: readonly Pick<Outcome, 'key'>[],
  rows: readonly Row[],
): Row[] => {
  const places = new Map(outcomes.map(({ key }, place) => [outcomeKey(key), place]))
  const placeOf = ({ outcome }: Row) => places.get(outcomeKey(outcome ?? '')) ?? places.size
  return rows.toSorted((one, other) => placeOf(one) - placeOf(other))
}

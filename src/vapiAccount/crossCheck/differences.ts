import type { CallCount } from '../api/calls'

/** How many calls of an assistant Vapi's list has. null: calls without a saved assistant, such as those of squads. */
export type Listed = { assistantID: null | string; calls: number }

/** An assistant for which Vapi's statistics count other numbers than Vapi's list. */
export type Difference = { assistantID: null | string; listed: number; statistics: number }

/** How many differences are kept. */
const MOST = 200

const sumsOf = (rows: readonly Listed[]): Map<null | string, number> => {
  const sums = new Map<null | string, number>()
  for (const { assistantID, calls } of rows)
    sums.set(assistantID, (sums.get(assistantID) ?? 0) + calls)
  return sums
}

/** Compares Vapi's statistics with Vapi's list, assistant by assistant, the largest difference first. */
export const differencesOf = (
  statistics: readonly Pick<CallCount, 'assistantID' | 'calls'>[],
  listed: readonly Listed[],
): Difference[] => {
  const counted = sumsOf(statistics)
  const known = sumsOf(listed)
  return [...new Set([...counted.keys(), ...known.keys()])]
    .map((assistantID) => ({
      assistantID,
      listed: known.get(assistantID) ?? 0,
      statistics: counted.get(assistantID) ?? 0,
    }))
    .filter((each) => each.listed !== each.statistics)
    .sort((a, b) => Math.abs(b.listed - b.statistics) - Math.abs(a.listed - a.statistics))
    .slice(0, MOST)
}

import type { Payload } from 'payload'
import { orderOutcomes } from '../fields/orderOutcomes'
import { type ShownOutcome, shownOutcome } from '../fields/outcomeLabel'
import { outcomesOf } from '../fields/outcomes'
import type { OutcomeFigures } from './outcomes'

/** Figures of outcomes as they are shown. `shown` is null for calls without an outcome. */
export type LabelledOutcomes = Omit<OutcomeFigures, 'outcomes'> & {
  outcomes: (OutcomeFigures['outcomes'][number] & { shown: null | ShownOutcome })[]
}

/** The same figures with the desk's labels and colours, its own outcomes first and in their order. */
export const labelledOutcomes = async (
  payload: Payload,
  { outcomes, ...figures }: OutcomeFigures,
): Promise<LabelledOutcomes> => {
  const own = await outcomesOf(payload)
  return {
    ...figures,
    outcomes: orderOutcomes(own, outcomes).map((row) => ({
      ...row,
      shown: shownOutcome(own, row.outcome),
    })),
  }
}

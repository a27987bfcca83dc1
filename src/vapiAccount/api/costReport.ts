import type { JsonObject } from '../../lib/json'
import { REPORT_TYPE } from '../../vapi/serverMessage'

type Cost = {
  /** When it was so. */
  at: Date
  callID: string
  /** In USD. */
  cost: number
  costBreakdown: JsonObject | null
  endedAt: Date
}

/**
 * The cost of a call that the list of calls has, as a report that says nothing else. Pure.
 * @returns the JSON text of the body
 */
export const costReport = ({ at, callID, cost, costBreakdown, endedAt }: Cost): string =>
  JSON.stringify({
    message: {
      call: { id: callID },
      cost,
      ...(costBreakdown && { costBreakdown }),
      endedAt: endedAt.toISOString(),
      timestamp: at.getTime(),
      type: REPORT_TYPE,
    },
  })

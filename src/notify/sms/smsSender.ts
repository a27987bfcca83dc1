import type { Pool } from 'pg'
import { callURL } from '../../mail/links'
import { readMailCall } from '../../mail/mailReads'
import { toE164 } from '../../vapi/phone'
import type { Send } from '../send'
import { NOT_SET_UP } from './notSetUp'
import type { SMSProvider } from './provider'
import { smsText } from './smsText'

type SMSSender = {
  /** The public address of the desk. */
  base: string
  pool: Pool
  /** Null if none is set up. */
  provider: null | SMSProvider
}

/** Sends text messages to the phone number of the client's profile. */
export const smsSender =
  ({ base, pool, provider }: SMSSender): Send =>
  async ({ callSummaryID, client, clientID }) => {
    if (!provider) return NOT_SET_UP
    const to = toE164(client.phone ?? '')
    if (!to) {
      const problem = client.phone?.trim()
        ? 'The client’s phone number is not in international format.'
        : 'The client has no phone number.'
      return { kind: 'refused', problem }
    }
    const call =
      callSummaryID === null ? null : await readMailCall(pool, { clientID, id: callSummaryID })
    if (!call) return { kind: 'not_needed', problem: 'There is nothing left to send.' }
    const { quiet } = client
    const url = callURL({ base, id: call.id })
    return await provider({ text: smsText({ call, timeZone: quiet.timeZone, url }), to })
  }

import type { Payload } from 'payload'
import { brandBase, brandOf } from '../../brands/brandOf'
import { outcomesOf } from '../../fields/outcomes'
import { callURL } from '../../mail/links'
import { readMailCall } from '../../mail/mailReads'
import { textsOfReader } from '../../translations/readerTexts'
import { toE164 } from '../../vapi/phone'
import type { Send } from '../send'
import { NOT_SET_UP } from './notSetUp'
import type { SMSProvider } from './provider'
import { smsText } from './smsText'

type SMSSender = {
  payload: Payload
  /** Null if none is set up. */
  provider: null | SMSProvider
}

/** Sends text messages to the phone number of the client's profile. */
export const smsSender =
  ({ payload, provider }: SMSSender): Send =>
  async ({ callSummaryID, client, clientID }) => {
    if (!provider) return NOT_SET_UP
    const to = toE164(client.phone ?? '')
    if (!to) {
      const problem = client.phone?.trim()
        ? 'The client’s phone number is not in international format.'
        : 'The client has no phone number.'
      return { kind: 'refused', problem }
    }
    const { pool } = payload.db
    const call =
      callSummaryID === null ? null : await readMailCall(pool, { clientID, id: callSummaryID })
    if (!call) return { kind: 'not_needed', problem: 'There is nothing left to send.' }
    const { timeZone } = client.quiet
    const reader = { ...client, timezone: timeZone }
    const brand = await brandOf({ host: null, payload, user: client })
    const text = smsText({
      brand: brand.id === null ? null : brand.name,
      call,
      outcomes: await outcomesOf(payload),
      texts: textsOfReader({ user: reader }),
      timeZone,
      url: callURL({ base: brandBase(brand), id: call.id }),
    })
    return await provider({ text, to })
  }

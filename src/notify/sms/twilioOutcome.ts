import { z } from 'zod'
import { failed, type Outcome } from '../../outbox/outcome'

const sentSchema = z.object({ sid: z.string().min(1).max(64) })
const errorSchema = z.object({ code: z.number().int() })

/** Twilio's codes for a problem with the number. Other codes are shown as they are. */
const REFUSALS = new Map([
  [21211, 'the number is not valid'],
  [21214, 'the number cannot be reached'],
  [21408, 'the account may not send to that country'],
  [21608, 'a trial account only sends to verified numbers'],
  [21610, 'the client unsubscribed by replying STOP'],
  [21612, 'it cannot send from this sender to that number'],
  [21614, 'the number cannot receive text messages'],
])

/** Codes for wrong settings: the sender may not send, no matter who receives. */
const SENDER_CODES = new Set([21212, 21603, 21606, 21659, 21660, 21661, 21703, 21705])

const MOST_RETRY_AFTER_S = 3_600

const retryAfter = (headers: Headers): number | undefined => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return seconds > 0 ? Math.min(seconds, MOST_RETRY_AFTER_S) * 1_000 : undefined
}

type Answer = { body: unknown; headers: Headers; status: number }

/**
 * The outcome for Twilio's response to a new message: https://www.twilio.com/docs/api/errors. Twilio
 * changes and refines its codes, so an unknown code is judged by the HTTP status: 400 is about this
 * message.
 */
export const twilioOutcome = ({ body, headers, status }: Answer): Outcome => {
  if (status >= 200 && status < 300) {
    return { kind: 'sent', providerID: sentSchema.safeParse(body).data?.sid ?? null }
  }
  const code = errorSchema.safeParse(body).data?.code
  const isProviderDown = true
  if (status === 429) {
    return failed('Twilio limits the rate of messages (429).', {
      isProviderDown,
      retryAfterMs: retryAfter(headers),
    })
  }
  if (code !== undefined && SENDER_CODES.has(code)) {
    return failed(`Twilio does not accept TWILIO_FROM (${code}).`, { isProviderDown })
  }
  if (status === 400) {
    const words = REFUSALS.get(code ?? 0)
    const problem = words
      ? `Twilio refused it: ${words} (${code}).`
      : `Twilio refused it (${code ?? 400}).`
    return { kind: 'refused', problem }
  }
  if (status === 401 || status === 403) {
    return failed(`Twilio refused the account or its token (${status}).`, { isProviderDown })
  }
  return failed(`Twilio responded with an error (${status}).`, {
    isProviderDown,
    retryAfterMs: retryAfter(headers),
  })
}

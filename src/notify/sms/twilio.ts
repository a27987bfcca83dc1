import { rootCode } from '../../lib/errorCode'
import { failed } from '../../outbox/outcome'
import type { Settings } from '../../settings/settings'
import type { SMSProvider } from './provider'
import { twilioOutcome } from './twilioOutcome'

const ANSWER_MS = 20_000

type Names = 'TWILIO_ACCOUNT_SID' | 'TWILIO_API_URL' | 'TWILIO_AUTH_TOKEN' | 'TWILIO_FROM'

/** Twilio's settings, all of them present. */
export type TwilioAccount = { [Name in Names]: NonNullable<Settings[Name]> }

const readJSON = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer in time'
  return rootCode(error) ?? 'unknown'
}

/**
 * Sends by Twilio's Messages API: https://www.twilio.com/docs/messaging/api/message-resource. It has no
 * idempotency key, so a message is sent again if the response to it was lost.
 * @param answerMs how long to wait for a response, in milliseconds
 */
export const twilio = (
  {
    TWILIO_ACCOUNT_SID: account,
    TWILIO_API_URL: base,
    TWILIO_AUTH_TOKEN: token,
    TWILIO_FROM: from,
  }: TwilioAccount,
  { answerMs = ANSWER_MS } = {},
): SMSProvider => {
  const url = `${base}/2010-04-01/Accounts/${account}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  const sender: Record<string, string> = from.startsWith('MG')
    ? { MessagingServiceSid: from }
    : { From: from }
  return async ({ text, to }) => {
    try {
      const response = await fetch(url, {
        body: new URLSearchParams({ ...sender, Body: text, To: to }),
        headers: { Accept: 'application/json', Authorization: authorization },
        method: 'POST',
        // The token must not be sent to any other host.
        redirect: 'error',
        signal: AbortSignal.timeout(answerMs),
      })
      const { headers, status } = response
      return twilioOutcome({ body: await readJSON(response), headers, status })
    } catch (error) {
      return failed(`Twilio cannot be reached (${reasonOf(error)}).`, { isProviderDown: true })
    }
  }
}

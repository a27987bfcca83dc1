import { isBlank } from '../../lib/values'
import { isTokenShaped } from '../../vapi/token'
import { REPORT, WEBHOOK_SERVER } from '../../vapi/webhookServer'

type Token = { saved: unknown; typed: unknown }

type TokenToShow =
  | { kind: 'live' | 'unsaved'; token: string }
  | { kind: 'malformed' }
  | { kind: 'none' }

/** The token whose URL is shown: the one in the form or the saved one. */
export const tokenToShow = ({ saved, typed }: Token): TokenToShow => {
  // Saving a blank field keeps the current token.
  const value = isBlank(typed) ? saved : typed
  if (isBlank(value)) return { kind: 'none' }
  const token = String(value).trim()
  if (!isTokenShaped(token)) return { kind: 'malformed' }
  return { kind: token === saved ? 'live' : 'unsaved', token }
}

/** An assistant's server and its messages as Vapi's API takes them, with the retries that Vapi recommends: JSON. */
export const serverJSON = (url: string): string =>
  JSON.stringify(
    {
      server: {
        url,
        ...WEBHOOK_SERVER,
      },
      serverMessages: [REPORT],
    },
    null,
    2,
  )

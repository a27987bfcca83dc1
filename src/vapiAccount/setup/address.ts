import { whyUnreachable } from '../../lib/publicAddress'
import { settings } from '../../settings/settings'
import { webhookURL } from '../../vapi/webhookURL'

const OFFICIAL: readonly string[] = ['https://api.vapi.ai', 'https://api.eu.vapi.ai']

/** Why Vapi could not post to the desk: SERVER_URL is not set, is within a network, or is not encrypted. */
export type AddressProblem = 'local' | 'plain' | 'unset'

/** Where Vapi is to post for a token, or why it could not. */
export type DeskAddress = { problem: AddressProblem } | { urlFor: (token: string) => string }

type Configured = { config: { routes: { api: string }; serverURL: string } }

/** A Vapi of somebody's own, as tests have, reaches what the real one does not. */
const isRealVapi = (): boolean => {
  const { VAPI_EU_URL, VAPI_US_URL } = settings()
  return OFFICIAL.includes(VAPI_US_URL) && OFFICIAL.includes(VAPI_EU_URL)
}

/** The desk's address for Vapi, which is always under SERVER_URL: nothing that a browser says is written there. */
export const deskAddress = ({ config }: Configured): DeskAddress => {
  const { routes, serverURL } = config
  if (!serverURL) return { problem: 'unset' }
  const problem = isRealVapi() ? whyUnreachable(serverURL) : null
  if (problem !== null) return { problem }
  return { urlFor: (token) => webhookURL({ api: routes.api, origin: serverURL, token }) }
}

import { isTokenShaped } from './token'

type Address = {
  /** Payload's API route, such as `/api`. */
  api: string
  origin: string
  token: string
}

/** The URL that Vapi posts to. */
export const webhookURL = ({ api, origin, token }: Address): string =>
  `${origin.replace(/\/+$/, '')}${api}/v1/vapi/webhook/${token}/`

const TOKEN_IN_PATH = /\/vapi\/webhook\/([^/]+)\/*$/

/** The token in a webhook URL of a desk, whatever its domain; null for any other URL. */
export const tokenInURL = (url: string): null | string => {
  if (!URL.canParse(url)) return null
  const token = TOKEN_IN_PATH.exec(new URL(url).pathname)?.[1]
  return isTokenShaped(token) ? token : null
}

/** The host of a URL, with its port; null if it is no URL. */
export const urlHost = (url: null | string): null | string =>
  url !== null && URL.canParse(url) ? new URL(url).host : null

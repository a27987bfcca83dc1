import { isBlank } from '../../lib/values'
import { isTokenShaped } from '../../vapi/token'

type Token = { saved: unknown; typed: unknown }

type Shown = { kind: 'live' | 'unsaved'; token: string } | { kind: 'malformed' } | { kind: 'none' }

/** Which token's URL to show, from what is saved and what stands in the form. */
export const tokenToShow = ({ saved, typed }: Token): Shown => {
  // A blank field keeps the present token when it is saved.
  const value = isBlank(typed) ? saved : typed
  if (isBlank(value)) return { kind: 'none' }
  const token = String(value).trim()
  if (!isTokenShaped(token)) return { kind: 'malformed' }
  return { kind: token === saved ? 'live' : 'unsaved', token }
}

type Address = { api: string; origin: string; token: string }

/** The address that Vapi posts to. */
export const webhookURL = ({ api, origin, token }: Address): string =>
  `${origin.replace(/\/+$/, '')}${api}/v1/vapi/webhook/${token}/`

/** What to set as `server.backoffPlan` in Vapi: Vapi's own recommendation. */
export const BACKOFF_PLAN = `{
  "backoffPlan": {
    "type": "exponential",
    "maxRetries": 3,
    "baseDelaySeconds": 1,
    "excludedStatusCodes": [400, 401, 403, 404, 413, 422]
  }
}`

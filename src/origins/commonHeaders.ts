import { isEncrypted } from '../settings/isEncrypted'

/** A year, without subdomains: the agency may serve other things there. */
const ONLY_HTTPS = 'max-age=31536000'

let known: Record<string, string> | undefined

/** The headers of every response. A response's own headers of the same name take precedence. */
export const commonHeaders = (): Readonly<Record<string, string>> => {
  known ??= {
    'x-content-type-options': 'nosniff',
    ...(isEncrypted() ? { 'strict-transport-security': ONLY_HTTPS } : {}),
  }
  return known
}

import { isEncrypted } from '../settings/isEncrypted'

/** A year, for this host alone: what else an agency serves below it is its own affair. */
const ONLY_HTTPS = 'max-age=31536000'

let known: Record<string, string> | undefined

/** The headers of every answer, whatever it is. Those that the answer has itself go first. */
export const commonHeaders = (): Readonly<Record<string, string>> => {
  known ??= {
    'x-content-type-options': 'nosniff',
    ...(isEncrypted() ? { 'strict-transport-security': ONLY_HTTPS } : {}),
  }
  return known
}

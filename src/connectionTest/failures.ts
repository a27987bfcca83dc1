import { errorTitle } from '../lib/errorCode'
import type { Finding } from './findings'

const shownCode = (error: unknown): string => {
  // The socket was closed by an AbortSignal.
  const isAborted = error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name)
  return isAborted ? 'ETIMEDOUT' : errorTitle(error)
}

/** The finding for a name that could not be looked up. */
export const nameFailure = (error: unknown, name: string): Finding => {
  const code = shownCode(error)
  if (code === 'ETIMEDOUT') return { code: 'nameTimeout' }
  const isUnknown = code === 'ENOTFOUND' || code === 'ENODATA'
  return { code: isUnknown ? 'nameUnknown' : 'nameUnasked', values: { code, name } }
}

/** The finding for a connection that could not be opened. */
export const connectionFailure = (
  error: unknown,
  place: { host: string; port: number },
): Finding => {
  const code = shownCode(error)
  const values = { code, ...place }
  if (code === 'ECONNREFUSED') return { code: 'connectionRefused', values }
  if (code === 'ETIMEDOUT') return { code: 'connectionTimeout', values }
  const isUnreachable = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code)
  return { code: isUnreachable ? 'connectionUnreachable' : 'connectionOther', values }
}

const UNTRUSTED: Readonly<Record<string, Finding['code']>> = {
  CERT_HAS_EXPIRED: 'certificateExpired',
  CERT_NOT_YET_VALID: 'certificateYetToCome',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateSelfSigned',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateWrongName',
  ETIMEDOUT: 'certificateTimeout',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateUnknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT: 'certificateUnknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateUnknownIssuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateUnknownIssuer',
}

/** The finding for a connection that could not be secured. */
export const certificateFailure = (error: unknown, name: string): Finding => {
  const code = shownCode(error)
  return { code: UNTRUSTED[code] ?? 'certificateOther', values: { code, name } }
}

/** The finding for a post without a response. */
export const answerFailure = (error: unknown): Finding => {
  const code = shownCode(error)
  if (code === 'ETIMEDOUT') return { code: 'answerTimeout' }
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_HTTP_TOKEN') {
    return { code: 'answerUnsendable' }
  }
  return { code: 'answerClosed', values: { code } }
}

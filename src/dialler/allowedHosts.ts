import { isIP } from 'node:net'

/**
 * Where Vapi keeps recordings: its own hosts, and since July 2026 Cloudflare’s R2. A wide pattern is no risk by
 * itself: only public addresses are dialled, nothing of the desk is sent there, and only audio is kept.
 */
const VAPI_HOSTS: readonly string[] = ['*.vapi.ai', '*.r2.cloudflarestorage.com']

/** Why a URL is not dialled. */
type Unfit = 'bad_url' | 'host_not_allowed' | 'not_https'

/** `isTrusted`: the operator named this very origin, which may be private and without TLS. */
type Fit = { isTrusted: boolean; ok: true; url: URL }

const MAX_URL = 4_096

const matches = (host: string, allowed: string): boolean =>
  allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed

const isOrigin = (allowed: string): boolean => allowed.includes('://')

/** True if both are the same scheme, host and port. */
const isSameOrigin = (url: URL, allowed: string): boolean =>
  URL.canParse(allowed) && new URL(allowed).origin === url.origin

/**
 * Checks a URL before anything is asked: `https`, the usual port, no user, no address in place of a name, and a
 * host among `hosts`.
 * @param hosts exact names, `*.suffix` for all names below one, or an origin (`http://127.0.0.1:4566`) that is
 *   dialled as it is
 */
export const checkURL = (
  text: string,
  hosts: readonly string[],
): Fit | { ok: false; why: Unfit } => {
  if (text.length > MAX_URL || !URL.canParse(text)) return { ok: false, why: 'bad_url' }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return { ok: false, why: 'bad_url' }
  if (/^https?:$/.test(url.protocol)) {
    const isNamed = hosts.some((allowed) => isOrigin(allowed) && isSameOrigin(url, allowed))
    if (isNamed) return { isTrusted: true, ok: true, url }
  }
  if (url.protocol !== 'https:') return { ok: false, why: 'not_https' }
  if (url.port !== '') return { ok: false, why: 'bad_url' }
  const host = url.hostname
  const isAddress = host.startsWith('[') || isIP(host) !== 0
  const isAllowed =
    !isAddress && hosts.some((allowed) => !isOrigin(allowed) && matches(host, allowed))
  return isAllowed ? { isTrusted: false, ok: true, url } : { ok: false, why: 'host_not_allowed' }
}

/** The hosts that recordings may be fetched from. @param named `RECORDING_HOSTS`; empty: Vapi’s */
export const recordingHosts = (named: readonly string[]): readonly string[] =>
  named.length === 0 ? VAPI_HOSTS : named

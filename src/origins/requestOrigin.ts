import { requestHosts } from '../audit/requestSource'
import { type Refusal, refusal } from '../refusals/refusals'
import { settings } from '../settings/settings'
import { brandHosts } from './brandHosts'
import { isForeign, type Origins } from './isForeign'

type Ours = Origins & { isAnyAllowed: boolean }

let known: undefined | { hosts: ReadonlySet<string>; ours: Ours }

const readOurs = (hosts: ReadonlySet<string>): Ours => {
  const { CORS_ORIGINS, SERVER_URL } = settings()
  const own = SERVER_URL === undefined ? null : new URL(SERVER_URL).origin
  // An address without encryption counts only where the desk has none either.
  const schemes = own?.startsWith('https:') ? ['https:'] : ['https:', 'http:']
  const ofBrands = [...hosts].flatMap((host) => schemes.map((scheme) => `${scheme}//${host}`))
  return {
    allowed: [...(CORS_ORIGINS === '*' ? [] : CORS_ORIGINS), ...ofBrands],
    isAnyAllowed: CORS_ORIGINS === '*',
    own,
  }
}

const ours = (): Ours => {
  const hosts = brandHosts()
  if (known?.hosts !== hosts) known = { hosts, ours: readOurs(hosts) }
  return known.ours
}

/** The parts of a request that are checked here. */
type Sent = {
  headers: Pick<Headers, 'get'>
  /** Unknown while a page is being rendered; then it counts as GET. */
  method?: string | undefined
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

// Under `next start` trusted proxies cannot be distinguished from others. That is safe here, since no
// page can make a browser send a forwarded host.
const hostsIn = (headers: Pick<Headers, 'get'>): string[] =>
  [headers.get('host'), headers.get('x-forwarded-host')?.split(',')[0]?.trim()].filter(
    (host) => typeof host === 'string',
  )

/** True if a page of another site sent the request, so that its cookie must be ignored. */
export const isFromElsewhere = ({ headers, method = 'GET' }: Sent): boolean =>
  isForeign(
    { headers, hosts: requestHosts() ?? hostsIn(headers), isWrite: !READS.has(method) },
    ours(),
  )

/** True for a content type that browsers send to another site only after a CORS preflight. */
const isAskedFor = (headers: Pick<Headers, 'get'>): boolean =>
  /^application\/json\b/i.test(headers.get('content-type') ?? '')

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/

/** True if a browser at this origin would drop the cookie, which is `Secure`. */
const losesCookie = (origin: null | string): boolean => {
  const { own } = ours()
  if (!own?.startsWith('https:') || !origin?.startsWith('http:')) return false
  return URL.canParse(origin) && !LOCAL.test(new URL(origin).hostname)
}

/**
 * Why this request may not sign anybody in; undefined if it may. A form of another site could sign
 * people in as somebody else, and if the desk has an https address, browsers drop its cookies over
 * plain http.
 */
export const signInRefusal = (sent: Sent): Refusal | undefined => {
  const { allowed, isAnyAllowed, own } = ours()
  const { headers } = sent
  const origin = headers.get('origin')
  if (origin !== null && allowed.includes(origin)) return undefined
  const isHere = headers.get('sec-fetch-site') === 'same-origin' || !isFromElsewhere(sent)
  const encrypted = origin?.replace(/^http:/, 'https:') ?? null
  const ofBrand = encrypted !== null && allowed.includes(encrypted) ? encrypted : null
  const isOwnInPlain = ofBrand !== null || (own !== null && own === encrypted)
  if (losesCookie(origin) && (isHere || isOwnInPlain)) {
    return refusal('NOT_ENCRYPTED', {
      message: `You cannot sign in at this address because it is not encrypted. Open ${ofBrand ?? own} instead.`,
    })
  }
  if (isHere || (isAnyAllowed && isAskedFor(headers))) return undefined
  return refusal('FOREIGN_ORIGIN')
}

/** @throws {Refusal} if this request may not sign anybody in: see {@link signInRefusal} */
export const refuseForeign = (sent: Sent): void => {
  const refused = signInRefusal(sent)
  if (refused) throw refused
}

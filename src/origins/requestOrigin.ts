import { requestHosts } from '../audit/requestSource'
import { type Refusal, refusal } from '../refusals/refusals'
import { settings } from '../settings/settings'
import { isForeign, type Origins } from './isForeign'

type Ours = Origins & { isAnyAllowed: boolean }

let known: Ours | undefined

const ours = (): Ours => {
  if (known) return known
  const { CORS_ORIGINS, SERVER_URL } = settings()
  known = {
    allowed: CORS_ORIGINS === '*' ? [] : CORS_ORIGINS,
    isAnyAllowed: CORS_ORIGINS === '*',
    own: SERVER_URL === undefined ? null : new URL(SERVER_URL).origin,
  }
  return known
}

/** As much of a request as is asked here. */
type Sent = {
  headers: Pick<Headers, 'get'>
  /** Unknown for a page that is being made. */
  method?: string | undefined
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

// Under `next start` nobody tells trusted proxies from others. That is enough here: no page can make a
// browser send a forwarded host.
const hostsIn = (headers: Pick<Headers, 'get'>): string[] =>
  [headers.get('host'), headers.get('x-forwarded-host')?.split(',')[0]?.trim()].filter(
    (host) => typeof host === 'string',
  )

/** Whether a page of another site sent the request, so that no cookie may sign it in. */
export const isFromElsewhere = ({ headers, method = 'GET' }: Sent): boolean =>
  isForeign(
    { headers, hosts: requestHosts() ?? hostsIn(headers), isWrite: !READS.has(method) },
    ours(),
  )

/** What a browser sends to another site only after it has asked there. */
const isAskedFor = (headers: Pick<Headers, 'get'>): boolean =>
  /^application\/json\b/i.test(headers.get('content-type') ?? '')

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/

/** Whether a browser would drop the cookie, which goes over https alone. */
const losesCookie = (origin: null | string): boolean => {
  const { own } = ours()
  if (!own?.startsWith('https:') || !origin?.startsWith('http:')) return false
  return URL.canParse(origin) && !LOCAL.test(new URL(origin).hostname)
}

/**
 * Why nobody may be signed in by this request, if so: another site's form could sign people in as
 * somebody else, and over plain http a desk that has an https address gives cookies in vain.
 */
export const signInRefusal = (sent: Sent): Refusal | undefined => {
  const { allowed, isAnyAllowed, own } = ours()
  const { headers } = sent
  const origin = headers.get('origin')
  if (origin !== null && allowed.includes(origin)) return undefined
  const isHere = headers.get('sec-fetch-site') === 'same-origin' || !isFromElsewhere(sent)
  const isOwnInPlain = own !== null && origin === own.replace(/^https:/, 'http:')
  if (losesCookie(origin) && (isHere || isOwnInPlain)) {
    return refusal('NOT_ENCRYPTED', {
      message: `Nobody can sign in at this address, which is not encrypted. Open ${own} instead.`,
    })
  }
  if (isHere || (isAnyAllowed && isAskedFor(headers))) return undefined
  return refusal('FOREIGN_ORIGIN')
}

/** @throws {Refusal} when nobody may be signed in by this request: see {@link signInRefusal} */
export const refuseForeign = (sent: Sent): void => {
  const refused = signInRefusal(sent)
  if (refused) throw refused
}

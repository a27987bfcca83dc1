import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { errorCode } from '../lib/errorCode'
import { checkURL } from './allowedHosts'
import { openRequest } from './openRequest'
import { isPublicAddress } from './publicAddresses'

/** Until the connection, the answer, or the next piece of its body. */
const SILENCE_MS = 20_000
/** In bytes, of an answer. */
const MAX_HEADERS = 16 * 1024

/** The only headers of ours that another server gets to see. */
const SENT: readonly string[] = ['if-range', 'range']

/**
 * Why nothing was fetched. `private_address`: its name leads to an address that is not on the Internet. `redirect`: it
 * answered with another address, which is never followed. `unreachable`: no connection, no TLS or no HTTP.
 * `timed_out`: too slow. `stopped`: the signal.
 */
export type WhyNot =
  | 'bad_url'
  | 'host_not_allowed'
  | 'not_https'
  | 'private_address'
  | 'redirect'
  | 'stopped'
  | 'timed_out'
  | 'unreachable'

type Fetched = {
  /** Ends the request. To be called unless the body was read to its end. */
  abort: () => void
  /** As sent, without decoding. The sender waits for whoever reads. Throws when it ends early, or the time is over. */
  body: AsyncIterable<Uint8Array>
  headers: Headers
  ok: true
  status: number
}

type FetchArgs = {
  /** For everything, to the end of the body, in milliseconds. */
  deadlineMs: number
  /** Only `range` and `if-range` are sent. */
  headers?: Readonly<Record<string, string>>
  /** Exact names, `*.suffix`, or origins that the operator trusts: see `checkURL`. */
  hosts: readonly string[]
  signal: AbortSignal
  url: string
}

/** Fetches a URL that somebody else chose. */
export type FetchGuarded = (args: FetchArgs) => Promise<Fetched | { ok: false; why: WhyNot }>

/** Finds all addresses of a name. Rejects if there are none. */
type Resolve = (hostname: string) => Promise<LookupAddress[]>

class PrivateAddress extends Error {
  override name = 'PrivateAddress'
}

/**
 * A lookup for sockets that only gives out public addresses. The socket connects to exactly what this returns, so
 * the name cannot lead elsewhere between a check and the connection. A name that has one private address is
 * refused as a whole.
 */
const guardedLookup =
  (resolve: Resolve): LookupFunction =>
  (hostname, { all, family }, callback) => {
    resolve(hostname).then(
      (found) => {
        if (found.length === 0 || !found.every(({ address }) => isPublicAddress(address))) {
          return callback(new PrivateAddress('Not a public address'), '')
        }
        const fitting =
          family === 4 || family === 6 ? found.filter((each) => each.family === family) : found
        const [first] = fitting
        if (!first) return callback(new Error('No address of this kind'), '')
        return all ? callback(null, fitting) : callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('No address'), ''),
    )
  }

const TIMEOUTS = ['ETIMEDOUT']

/** Whether an error, or one that it contains, is a private address: with several addresses, Node wraps them. */
const isPrivate = (error: unknown): boolean => {
  if (error instanceof PrivateAddress) return true
  return error instanceof AggregateError && error.errors.some(isPrivate)
}

const whyOf = (
  error: unknown,
  { late, signal }: { late: AbortSignal; signal: AbortSignal },
): WhyNot => {
  if (signal.aborted) return 'stopped'
  if (late.aborted || TIMEOUTS.includes(errorCode(error) ?? '')) return 'timed_out'
  return isPrivate(error) ? 'private_address' : 'unreachable'
}

const headersOf = (raw: Record<string, string | string[] | undefined>): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw)) {
    try {
      for (const each of [value ?? []].flat()) headers.append(name, each)
    } catch {
      // A header that is none is as good as missing.
    }
  }
  return headers
}

const wantedHeaders = (headers: FetchArgs['headers'] = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => SENT.includes(name)),
  )

/**
 * Makes `fetchGuarded`: https only, public addresses only and pinned in the connection, no redirects, limits of time
 * and of headers. Never throws.
 * @param resolve finds the addresses of a name
 * @param ca certificates to trust instead of the system's
 */
export const createDialler = ({ ca, resolve }: { ca?: string; resolve: Resolve }): FetchGuarded => {
  const lookup = guardedLookup(resolve)
  return async ({ deadlineMs, headers, hosts, signal, url: text }) => {
    const checked = checkURL(text, hosts)
    if (!checked.ok) return checked
    if (signal.aborted) return { ok: false, why: 'stopped' }
    const late = AbortSignal.timeout(deadlineMs)
    const own = new AbortController()
    const abort = () => own.abort()
    try {
      const answer = await openRequest(checked.url, {
        maxHeaderSize: MAX_HEADERS,
        timeout: SILENCE_MS,
        headers: {
          accept: '*/*',
          // Lengths and ranges are those of the file.
          'accept-encoding': 'identity',
          'user-agent': 'client-desk',
          ...wantedHeaders(headers),
        },
        signal: AbortSignal.any([signal, late, own.signal]),
        ...(ca && { ca }),
        ...(checked.isTrusted ? {} : { lookup }),
      })
      const { statusCode = 0 } = answer
      if (statusCode >= 300 && statusCode < 400 && statusCode !== 304) {
        abort()
        return { ok: false, why: 'redirect' }
      }
      // An error that nobody reads must not end the process; who reads gets it all the same.
      answer.on('error', () => undefined)
      return {
        abort,
        body: answer,
        headers: headersOf(answer.headers),
        ok: true,
        status: statusCode,
      }
    } catch (error) {
      abort()
      return { ok: false, why: whyOf(error, { late, signal }) }
    }
  }
}

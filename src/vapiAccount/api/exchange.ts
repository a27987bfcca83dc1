import type { IncomingMessage } from 'node:http'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { openRequest } from '../../dialler/openRequest'
import { rootCode } from '../../lib/errorCode'
import type { JsonObject } from '../../lib/json'
import { settings } from '../../settings/settings'

/** In bytes: no answer is read beyond this. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/** In milliseconds: how long one request may take, with its answer. */
export const MAX_REQUEST_MS = 60_000

/** A request to Vapi. */
export type Ask = {
  body?: JsonObject
  method: 'DELETE' | 'GET' | 'PATCH' | 'POST'
  /** With a slash at its start, and its parts encoded. */
  path: string
  query?: Readonly<Record<string, string>>
  /** A `Range` header. */
  range?: string
}

/** Where to ask, and as whom. */
export type Target = { apiURL: string; key: string }

type Send = {
  ask: Ask
  /** In milliseconds, for the head of the answer. Default: as for the whole. */
  headMilliseconds?: number
  /** In milliseconds, for the whole answer. */
  milliseconds?: number
  signal: AbortSignal
  target: Target
}

export type Opened =
  | {
      body: AsyncIterable<Uint8Array>
      close: () => void
      headers: Headers
      kind: 'answer'
      status: number
    }
  | { kind: 'failed'; why: string }
  | { kind: 'stopped' }

/** The CDN before Vapi refuses a request whose program does not name itself. */
const userAgent = (): string => {
  const { SERVER_URL } = settings()
  return SERVER_URL === undefined ? 'client-desk/1.0' : `client-desk/1.0 (+${SERVER_URL})`
}

const headersOf = ({ body, range }: Ask, key: string): Record<string, string> => ({
  Accept: 'application/json',
  'Accept-Encoding': 'gzip, deflate, br',
  Authorization: `Bearer ${key}`,
  'User-Agent': userAgent(),
  ...(body && { 'Content-Type': 'application/json' }),
  ...(range !== undefined && { Range: range }),
})

const UNPACK = {
  br: createBrotliDecompress,
  deflate: createInflate,
  gzip: createGunzip,
} as const

/** The body of an answer, unpacked. What goes wrong on the way is thrown to whoever reads. */
const bodyOf = (answer: IncomingMessage): AsyncIterable<Uint8Array> => {
  // An error that nobody reads must not end the process.
  answer.on('error', () => undefined)
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase()
  if (encoding !== 'br' && encoding !== 'deflate' && encoding !== 'gzip') return answer
  const unpacked = UNPACK[encoding]()
  unpacked.on('error', () => answer.destroy())
  answer.on('error', (error) => unpacked.destroy(error))
  return answer.pipe(unpacked)
}

const headersIn = (answer: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const each of [value ?? []].flat()) headers.append(name, each)
  }
  return headers
}

/**
 * Sends a request and gives its answer's head, with the body to be read or closed. A redirect is an answer like
 * any other: following it would send the key elsewhere. Never rejects.
 */
export const openAnswer = async ({
  ask,
  milliseconds = MAX_REQUEST_MS,
  headMilliseconds = milliseconds,
  signal,
  target,
}: Send): Promise<Opened> => {
  const url = new URL(target.apiURL + ask.path)
  for (const [name, value] of Object.entries(ask.query ?? {})) url.searchParams.set(name, value)
  const end = new AbortController()
  const late = () => end.abort(new DOMException('The answer did not begin', 'TimeoutError'))
  const headTimer = setTimeout(late, headMilliseconds).unref()
  const tooLate = AbortSignal.timeout(milliseconds)
  try {
    const answer = await openRequest(url, {
      headers: headersOf(ask, target.key),
      method: ask.method,
      signal: AbortSignal.any([signal, tooLate, end.signal]),
      timeout: MAX_REQUEST_MS,
      ...(ask.body && { body: JSON.stringify(ask.body) }),
    })
    return {
      body: bodyOf(answer),
      close: () => end.abort(),
      headers: headersIn(answer),
      kind: 'answer',
      status: answer.statusCode ?? 0,
    }
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped' }
    return { kind: 'failed', why: whyOf(error) }
  } finally {
    clearTimeout(headTimer)
  }
}

/** Why a request failed, without its address. */
const whyOf = (error: unknown): string => {
  const reason = error instanceof Error && error.name === 'AbortError' ? error.cause : error
  if (reason instanceof Error && (reason.name === 'TimeoutError' || reason.name === 'TooSlow')) {
    return 'Vapi did not answer in time.'
  }
  const code = rootCode(error)
  return code === undefined ? 'Vapi could not be reached.' : `Vapi could not be reached (${code}).`
}

export type Exchanged =
  | { bytes: Uint8Array; headers: Headers; kind: 'answer'; status: number }
  | { kind: 'failed'; why: string }
  | { kind: 'stopped' }
  | { kind: 'too_large' }

/** Sends a request and reads its whole answer, up to 64 MB. Never rejects. */
export const exchange = async (send: Send): Promise<Exchanged> => {
  const opened = await openAnswer(send)
  if (opened.kind !== 'answer') return opened
  const { body, close, headers, status } = opened
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.byteLength
      if (size > MAX_ANSWER_BYTES) break
      chunks.push(chunk)
    }
  } catch (error) {
    close()
    if (send.signal.aborted) return { kind: 'stopped' }
    return { kind: 'failed', why: whyOf(error) }
  }
  if (size <= MAX_ANSWER_BYTES) {
    return { bytes: Buffer.concat(chunks), headers, kind: 'answer', status }
  }
  close()
  return { kind: 'too_large' }
}

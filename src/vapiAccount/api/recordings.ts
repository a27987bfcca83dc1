import type { TurnResult } from '../turn/inTurn'
import type { Answer } from './answer'
import { pauseAfter, problemOfHead, STOPPED, tryOnce } from './ask'
import type { Connection } from './connection'
import { type Opened, openAnswer } from './exchange'

/** Where the recording of a call is: a link for half an hour that needs no key, or the file itself. */
export type VapiRecording =
  | {
      /** To be read to its end, or left by `return()` of its iterator, which closes the connection. */
      body: AsyncIterable<Uint8Array>
      /** Only `content-type`, `content-length`, `content-range`, `accept-ranges`. */
      headers: Readonly<Record<string, string>>
      kind: 'body'
      /** 200, or 206 for a range. */
      status: number
    }
  | { kind: 'link'; location: URL }

const PASSED_ON = ['accept-ranges', 'content-length', 'content-range', 'content-type'] as const

/** How long Vapi may take to say where the file is, in milliseconds: meanwhile nobody else asks the account. */
const MAX_HEAD_MS = 30_000

/** How long a file that Vapi sends itself may take, in milliseconds. */
const MAX_FILE_MS = 10 * 60_000

/** An error's text is not read beyond this, in bytes. */
const MAX_ERROR_BYTES = 64 * 1024

type Opening = Extract<Opened, { kind: 'answer' }>

/** Whether the bytes that are read are others than those that were sent: `fetch` has unpacked them. */
const isUnpacked = (headers: Headers): boolean =>
  (headers.get('content-encoding') ?? 'identity') !== 'identity'

const passedOn = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    // Of what was packed, only the type is true of the file itself.
    (isUnpacked(headers) ? (['content-type'] as const) : PASSED_ON).flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )

async function* closing({ body, close }: Opening): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk
  } finally {
    close()
  }
}

const textOfError = async (opened: Opening): Promise<string> => {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of closing(opened)) {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size > MAX_ERROR_BYTES) break
    }
  } catch {
    // What arrived is enough to say what the status means.
  }
  return Buffer.concat(chunks).toString('utf8')
}

const linkOf = (opened: Opening, apiURL: string): Answer<VapiRecording> => {
  opened.close()
  const location = opened.headers.get('location') ?? ''
  if (location !== '' && URL.canParse(location, apiURL)) {
    return { ok: true, value: { kind: 'link', location: new URL(location, apiURL) } }
  }
  const message = 'Vapi does not say where the recording is.'
  return { ok: false, problem: { kind: 'invalid', message } }
}

type Found = TurnResult<Answer<VapiRecording>>

const request = async (
  connection: Connection,
  callID: string,
  range: string | undefined,
): Promise<Found> => {
  const { apiURL, key, signal } = connection
  const path = `/call/${encodeURIComponent(callID)}/mono-recording`
  const ask = { method: 'GET', path, ...(range !== undefined && { range }) } as const
  const opened = await openAnswer({
    ask,
    headMilliseconds: MAX_HEAD_MS,
    milliseconds: MAX_FILE_MS,
    signal,
    target: { apiURL, key: key() },
  })
  const none = new Headers()
  if (opened.kind === 'stopped') return { pauseFor: pauseAfter(null, none), value: STOPPED }
  if (opened.kind === 'failed') {
    const problem = { kind: 'unreachable', message: opened.why } as const
    return { pauseFor: pauseAfter(problem, none), value: { ok: false, problem } }
  }
  const { headers, status } = opened
  const isLink = status >= 300 && status < 400
  if (isLink) return { pauseFor: pauseAfter(null, headers), value: linkOf(opened, apiURL) }
  if (status === 200 || status === 206) {
    const body = {
      body: closing(opened),
      headers: passedOn(headers),
      kind: 'body',
      status,
    } as const
    return { pauseFor: pauseAfter(null, headers), value: { ok: true, value: body } }
  }
  const text = await textOfError(opened)
  const problem = problemOfHead(connection, ask, { status, text })
  if (problem) return { pauseFor: pauseAfter(problem, headers), value: { ok: false, problem } }
  const message = `Vapi answered ${status}.`
  const odd = { kind: 'invalid', message } as const
  return { pauseFor: pauseAfter(null, headers), value: { ok: false, problem: odd } }
}

/**
 * Asks for the recording of a call, once. `gone`: there is none; `retention`: Vapi no longer keeps it.
 * The link is somebody else's address: fetch it with `fetchGuarded`, and never with the key.
 * @param range a `Range` header for the case that Vapi sends the file itself
 * @throws any database error
 */
export const recordingOf = (
  connection: Connection,
  callID: string,
  { range }: { range?: string } = {},
): Promise<Answer<VapiRecording>> =>
  // A file that is not permitted, such as one in an archive, says nothing about the account.
  tryOnce(connection, () => request(connection, callID, range), { isOptional: true })

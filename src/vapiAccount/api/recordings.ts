import type { Answer } from './answer'
import type { Connection } from './connection'

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

/**
 * Asks for the recording of a call. `gone`: there is none; `retention`: Vapi no longer keeps it.
 * The link is somebody else's address: fetch it with `fetchGuarded`, and never with the key.
 * @param range a `Range` header for the case that Vapi sends the file itself
 */
export const recordingOf = (
  _connection: Connection,
  _callID: string,
  _options: { range?: string } = {},
): Promise<Answer<VapiRecording>> => Promise.reject(new Error('Not built yet'))

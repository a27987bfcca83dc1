import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'

/** A response, with the first 16 KiB of its body. */
export type Exchanged = {
  body: string
  contentType: string
  location: string
  status: number
}

const MAX_BYTES = 16 * 1024

const readSome = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    chunks.push(Buffer.from(chunk))
    size += chunk.length
    if (size >= MAX_BYTES) break
  }
  return Buffer.concat(chunks).toString('utf8', 0, MAX_BYTES)
}

type Post = {
  body: string
  headers: Record<string, string>
  signal: AbortSignal
  socket: Socket
  url: URL
}

/**
 * Posts JSON over an open connection, as one HTTP request. Redirects are not followed.
 * @throws the error of the socket, or the signal's reason
 */
export const exchange = async ({
  body,
  headers,
  signal,
  socket,
  url,
}: Post): Promise<Exchanged> => {
  const bytes = Buffer.from(body)
  const posted = request({
    createConnection: () => socket,
    headers: {
      ...headers,
      accept: 'application/json',
      'accept-encoding': 'identity',
      connection: 'close',
      'content-length': bytes.byteLength,
      'content-type': 'application/json',
      host: url.host,
      'user-agent': 'vapi-client-desk test call',
    },
    method: 'POST',
    path: url.pathname,
    signal,
  })
  posted.end(bytes)
  const [response]: IncomingMessage[] = await once(posted, 'response')
  if (!response) throw new Error('There was no response')
  posted.on('error', () => undefined)
  const { headers: answered, statusCode = 0 } = response
  return {
    body: await readSome(response),
    contentType: answered['content-type'] ?? '',
    location: answered.location ?? '',
    status: statusCode,
  }
}

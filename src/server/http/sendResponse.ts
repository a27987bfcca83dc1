import type { IncomingMessage, ServerResponse } from 'node:http'
import { commonHeaders } from '../../origins/commonHeaders'
import { requestIDOf } from '../../request/requestID'
import { slowReaders } from './slowReaders'
import { type Answer, isWhole, type Whole } from './wholeBody'

/** Up to this size the unread rest of a body is read and dropped, to keep the connection. */
const droppableBytes = 1024 * 1024
/**
 * How much is written to a connection at a time. A reader that takes less within the limit of `slowReaders`
 * is cut off.
 */
const pieceBytes = 64 * 1024
/** How long a sender that is still sending has to read the response before the connection closes. */
const lingerMilliseconds = 2_000

const willLinger = (incoming: IncomingMessage): boolean => {
  if (incoming.complete) return false
  const length = Number(incoming.headers['content-length'] ?? Number.POSITIVE_INFINITY)
  return length > droppableBytes
}

/** Reads and drops the rest, once the previous reader has released the stream. */
const drop = (incoming: IncomingMessage): void => {
  setImmediate(() => incoming.removeAllListeners('data').resume())
}

/**
 * Reads and drops what the sender still sends, for a short time. Closing immediately would reset the
 * connection, and the sender would lose the response that it has not read yet.
 */
const linger = (incoming: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, lingerMilliseconds)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    incoming.once('error', end).once('end', end).once('close', end)
    drop(incoming)
  })

const immediately = () => new Promise<'later'>((resolve) => setImmediate(resolve, 'later'))

const nothing = new Uint8Array()

const flatHeaders = (headers: Headers, incoming: IncomingMessage): string[] => {
  const flat = ['X-Request-Id', requestIDOf(incoming)]
  for (const [name, value] of headers) flat.push(name, value)
  // Not by `setHeader`: Node would then write only one of several cookies.
  for (const [name, value] of Object.entries(commonHeaders())) {
    if (!headers.has(name)) flat.push(name, value)
  }
  return flat
}

/** Resolves when there is room for more or the connection is closed. Leaves no listener behind. */
const roomIn = (outgoing: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done)
      resolve()
    }
    outgoing.on('drain', done).on('close', done)
  })

/** Watches a response of one piece if its reader has not taken all of it. */
const watchUnread = (outgoing: ServerResponse): void => {
  const bytes = outgoing.writableFinished ? 0 : outgoing.writableLength
  if (bytes > 0 && !outgoing.destroyed) slowReaders.watch(outgoing, { bytes })
}

/** Sends a large body at its reader's pace. @returns the last piece, which is not sent yet */
const sendPieces = async (outgoing: ServerResponse, body: Uint8Array): Promise<Uint8Array> => {
  slowReaders.watch(outgoing, { bytes: body.byteLength })
  let from = 0
  for (; from + pieceBytes < body.byteLength && !outgoing.destroyed; from += pieceBytes) {
    if (!outgoing.write(body.subarray(from, from + pieceBytes))) await roomIn(outgoing)
  }
  return body.subarray(from)
}

type Reader = ReadableStreamDefaultReader<Uint8Array>
type ReadResult = Awaited<ReturnType<Reader['read']>>

/** Starts the next read. Its error is handled where it is awaited, which may be much later or never. */
const readAhead = (reader: Reader): Promise<ReadResult> => {
  const read = reader.read()
  read.catch(() => undefined)
  return read
}

const copy = async ({
  first,
  outgoing,
  reader,
  second,
}: {
  first: ReadResult
  outgoing: ServerResponse
  reader: Reader
  second: Promise<ReadResult>
}): Promise<void> => {
  let read = first
  let next = second
  while (!read.done && !outgoing.destroyed) {
    const hasRoom = outgoing.write(read.value)
    if (!hasRoom) await roomIn(outgoing)
    read = await next
    next = read.done ? next : readAhead(reader)
  }
}

/**
 * Answers a Node request with a web response. If the whole body is available, which is nearly always so,
 * it is sent with its length, otherwise as a stream. When the client leaves, the body's source is cancelled.
 * @param negotiate may change a response whose body is available
 */
export const sendResponse = async ({
  incoming,
  outgoing,
  negotiate = (_, whole) => Promise.resolve(whole),
  response,
}: {
  incoming: IncomingMessage
  outgoing: ServerResponse
  negotiate?: (incoming: IncomingMessage, whole: Whole) => Promise<Whole>
  response: Answer
}): Promise<void> => {
  const lingers = willLinger(incoming)
  const writeHead = (status: number, headers: Headers) => {
    const flat = flatHeaders(headers, incoming)
    if (lingers) flat.push('connection', 'close')
    outgoing.writeHead(status, flat)
  }
  const finish = async (chunk?: Uint8Array) => {
    if (lingers) {
      if (chunk) outgoing.write(chunk)
      else outgoing.flushHeaders()
      await linger(incoming)
      outgoing.end()
    } else {
      outgoing.end(chunk)
      // Node drops a body that nobody started to read, but a half-read one would block the connection.
      if (!incoming.readableEnded) drop(incoming)
    }
  }

  const finishWhole = async (whole: Uint8Array) => {
    const { body, headers, status } = await negotiate(incoming, {
      body: whole,
      headers: response.headers,
      status: response.status,
    })
    if (status !== 304 && !headers.has('content-length')) {
      headers.set('content-length', String(body.byteLength))
    }
    writeHead(status, headers)
    if (incoming.method === 'HEAD' || body.byteLength === 0) return await finish()
    if (body.byteLength > pieceBytes && !lingers)
      return await finish(await sendPieces(outgoing, body))
    await finish(body)
    watchUnread(outgoing)
  }

  if (isWhole(response)) return await finishWhole(response.body)
  const reader = response.body?.getReader()
  if (reader === undefined) {
    writeHead(response.status, response.headers)
    return await finish()
  }
  const cancel = () => void reader.cancel().catch(() => undefined)
  outgoing.once('close', cancel)
  const first = await reader.read()
  const second = readAhead(reader)
  const ready = first.done ? first : await Promise.race([second, immediately()])
  if (ready !== 'later' && ready.done) {
    return await finishWhole(first.value ?? nothing)
  }
  writeHead(response.status, response.headers)
  if (incoming.method === 'HEAD') {
    cancel()
    return await finish()
  }
  slowReaders.watch(outgoing)
  await copy({ first, outgoing, reader, second })
  await finish()
}

import type { IncomingMessage } from 'node:http'
import { type BodyTimes, TooSlow } from './inTime'
import type { PostedBody } from './readCapped'

/** Reads a whole body by events: for a small one, an iterator takes longer than parsing it. */
const readWhole = (incoming: IncomingMessage, { idle, whole }: BodyTimes): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const start = performance.now()
    const done = (settle: () => void) => {
      clearTimeout(timer)
      incoming.off('data', take).off('end', end).off('error', fail).off('close', gone)
      settle()
    }
    const late = (count: number) => {
      // Data may already be here, unread: after a busy moment, timers run before sockets are read.
      if (chunks.length === count) done(() => reject(new TooSlow()))
    }
    const timer = setTimeout(() => setImmediate(late, chunks.length), idle)
    const take = (chunk: Buffer) => {
      chunks.push(chunk)
      timer.refresh()
      if (performance.now() - start > whole) done(() => reject(new TooSlow()))
    }
    const end = () => done(() => resolve(Buffer.concat(chunks)))
    const fail = (error: Error) => done(() => reject(error))
    const gone = () => fail(new Error('The sender is gone'))
    incoming.on('data', take).on('end', end).on('error', fail).on('close', gone)
  })

/** The body of a `node:http` request. */
export class IncomingBody implements PostedBody {
  readonly #incoming: IncomingMessage

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    // `sendResponse` handles the unread rest. Destroying the request would also destroy the response.
    return this.#incoming.iterator({ destroyOnReturn: false })
  }

  whole(times: BodyTimes, length: number): Promise<Uint8Array> {
    const buffered = this.#readBuffered(length)
    return buffered ? Promise.resolve(buffered) : readWhole(this.#incoming, times)
  }

  /** The body if it is already buffered, else null. Small ones usually arrive together with the headers. */
  #readBuffered(length: number): Buffer | null {
    const { readableFlowing, readableLength } = this.#incoming
    if (readableFlowing !== null || readableLength !== length) return null
    const bytes: unknown = this.#incoming.read()
    return Buffer.isBuffer(bytes) ? bytes : null
  }
}

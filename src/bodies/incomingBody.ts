import type { IncomingMessage } from 'node:http'
import { type BodyTimes, TooSlow } from './inTime'
import type { PostedBody } from './readCapped'

/** All of a body, by events: for a small one an iterator takes longer than its parsing. */
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
      // It may be here already, unread: after a busy moment timers are looked at before sockets.
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

/** The body of a request of `node:http`. */
export class IncomingBody implements PostedBody {
  readonly #incoming: IncomingMessage

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    // An unread rest is for `sendResponse` to deal with; destroyed, it would take the answer along.
    return this.#incoming.iterator({ destroyOnReturn: false })
  }

  whole(times: BodyTimes, length: number): Promise<Uint8Array> {
    const atOnce = this.#readAtOnce(length)
    return atOnce ? Promise.resolve(atOnce) : readWhole(this.#incoming, times)
  }

  /** A small body mostly comes in one piece with its head: then there is no event to wait for. */
  #readAtOnce(length: number): Buffer | null {
    const { readableFlowing, readableLength } = this.#incoming
    if (readableFlowing !== null || readableLength !== length) return null
    const bytes: unknown = this.#incoming.read()
    return Buffer.isBuffer(bytes) ? bytes : null
  }
}

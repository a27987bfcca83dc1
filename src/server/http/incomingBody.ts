import type { IncomingMessage } from 'node:http'
import { type BodyTimes, TooSlow } from '../../../endpoints/shared/inTime'
import type { PostedBody } from '../../../endpoints/shared/readCapped'

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
export const incomingBody = (incoming: IncomingMessage): PostedBody => ({
  // An unread rest is for `sendResponse` to deal with; destroyed, it would take the answer along.
  [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }),
  whole: (times) => readWhole(incoming, times),
})

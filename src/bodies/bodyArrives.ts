import type { IncomingMessage } from 'node:http'

/**
 * `here`: the whole body is buffered, unread. `large`: it does not fit into the buffer. `late`: it did
 * not arrive.
 */
export type Arrival = 'here' | 'large' | 'late'

const BODILESS = new Set(['GET', 'HEAD'])

const arrivalOf = (incoming: IncomingMessage): Arrival | 'coming' => {
  const { complete, headers, method = 'GET', readableHighWaterMark, readableLength } = incoming
  if (complete || BODILESS.has(method)) return 'here'
  if (headers['transfer-encoding'] !== undefined) return 'large'
  const length = Number(headers['content-length'] ?? 0)
  if (length > readableHighWaterMark) return 'large'
  return readableLength >= length ? 'here' : 'coming'
}

/**
 * Waits for a small body without reading it, so that a slow sender occupies no turn while it sends.
 * @param milliseconds how long it may take
 * @returns without a promise if the result is known immediately
 */
export const bodyArrives = (
  incoming: IncomingMessage,
  milliseconds: number,
): Arrival | Promise<Arrival> => {
  const known = arrivalOf(incoming)
  if (known !== 'coming') return known
  return new Promise((resolve) => {
    const done = (arrival: Arrival) => {
      clearTimeout(timer)
      incoming.off('readable', look).off('close', gone).off('error', gone)
      resolve(arrival)
    }
    const look = () => {
      const arrival = arrivalOf(incoming)
      if (arrival !== 'coming') done(arrival)
    }
    const gone = () => done('late')
    const timer = setTimeout(gone, milliseconds)
    incoming.on('readable', look).on('close', gone).on('error', gone)
  })
}

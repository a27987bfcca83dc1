import type pg from 'pg'
import { isQueued, isReady } from '../../payload/pg/client'

const hasMethod = (value: unknown, name: string): value is object =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function'

/**
 * Queues the queries of a busy connection here. Payload sends several queries of one transaction at the same
 * time. pg would also run them one after another, but it warns from the third on. When pg has nothing left to
 * do, it emits `drain`.
 */
export const queryInTurn = (client: pg.Client): void => {
  const query = client.query.bind(client)
  const waiting: (() => void)[] = []
  // A query that is not sent after all, because its time is up or nobody waits for it, causes no `drain`.
  const sendNext = () => {
    while (waiting.length > 0 && isReady(client) && !isQueued(client)) waiting.shift()?.()
  }
  // The connection has ended: pg rejects each of the others.
  const rejectAll = () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) next()
  }
  client.on('drain', sendNext).on('end', rejectAll)

  Reflect.set(client, 'query', (...args: unknown[]) => {
    const send = (): unknown => Reflect.apply(query, client, args)
    if (waiting.length === 0 && !isQueued(client)) return send()
    const [first] = args
    // Cursors and COPY streams deliver their own results, and a callback gets its result directly.
    if (hasMethod(first, 'submit')) {
      waiting.push(send)
      return first
    }
    if (hasMethod(first, 'callback') || typeof args.at(-1) === 'function') {
      waiting.push(send)
      return undefined
    }
    return new Promise((resolve, reject) => {
      waiting.push(() => Promise.resolve(send()).then(resolve, reject))
    })
  })
}

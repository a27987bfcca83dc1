import type pg from 'pg'
import { isQueued, isReady } from '../../payload/pg/client'

const hasMethod = (value: unknown, name: string): value is object =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function'

/**
 * Lets what is asked of a busy connection wait for its turn here. Payload asks several things of one
 * transaction at once, which pg answers one after another too, but warns of from the third on. When
 * pg has nothing left to do, it says `drain`.
 */
export const askInTurn = (client: pg.Client): void => {
  const query = client.query.bind(client)
  const waiting: (() => void)[] = []
  // What is not sent after all, since its time is up or nobody waits for it, ends in no `drain`.
  const askNext = () => {
    while (waiting.length > 0 && isReady(client) && !isQueued(client)) waiting.shift()?.()
  }
  // The rest is not asked any more, but told so by pg.
  const tellAll = () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) next()
  }
  client.on('drain', askNext).on('end', tellAll)

  Reflect.set(client, 'query', (...args: unknown[]) => {
    const ask = (): unknown => Reflect.apply(query, client, args)
    if (waiting.length === 0 && !isQueued(client)) return ask()
    const [first] = args
    // Cursors and copies answer by themselves, and who gives a callback is answered by that.
    if (hasMethod(first, 'submit')) {
      waiting.push(ask)
      return first
    }
    if (hasMethod(first, 'callback') || typeof args.at(-1) === 'function') {
      waiting.push(ask)
      return undefined
    }
    return new Promise((resolve, reject) => {
      waiting.push(() => Promise.resolve(ask()).then(resolve, reject))
    })
  })
}

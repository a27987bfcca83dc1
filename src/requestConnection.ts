import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'

const connections = new AsyncLocalStorage<IncomingMessage>()

let underWay = 0

/**
 * Does the work of one request, whose connection can then be asked for. While there is none, nothing is
 * told apart: each promise of the process would be dearer, those of reports too.
 */
export const withConnection = async <Result>(
  incoming: IncomingMessage,
  work: () => Promise<Result>,
): Promise<Result> => {
  underWay += 1
  try {
    return await connections.run(incoming, work)
  } finally {
    underWay -= 1
    if (underWay === 0) connections.disable()
  }
}

/**
 * The connection of the request at hand; undefined outside of requests, and where the server is not ours,
 * such as under `next start`.
 */
export const requestConnection = (): IncomingMessage | undefined => connections.getStore()

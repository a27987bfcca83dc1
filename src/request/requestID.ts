import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const ids = new WeakMap<IncomingMessage, string>()

/** The id of a request. It is in the `X-Request-Id` header of the response and in the log. */
export const requestIDOf = (incoming: IncomingMessage): string => {
  const known = ids.get(incoming)
  if (known !== undefined) return known
  const made = randomUUID()
  ids.set(incoming, made)
  return made
}

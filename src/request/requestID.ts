import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const ids = new WeakMap<IncomingMessage, string>()

/** The id of a request: in its answer as `X-Request-Id`, and in what is logged of it. */
export const requestIDOf = (incoming: IncomingMessage): string => {
  const known = ids.get(incoming)
  if (known !== undefined) return known
  const made = randomUUID()
  ids.set(incoming, made)
  return made
}

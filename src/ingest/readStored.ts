import { readDeliveries } from '../vapi/delivery'
import type { Mapping } from '../vapi/mapping/mapping'
import { prepare, type Readings } from './reading'
import { inSlices } from './slices'
import { isLargeBody, readStoredBody } from './threads/storedBodies'

type Stored = {
  /** null: only the built-in reading. */
  mapping: Mapping | null
  receivedAt: Date
  /** Masked like the token. A body that was stored is masked already. */
  secrets?: readonly string[]
  text: string
  /** The client's webhook token; empty: none. */
  token: string
  /** Whether to return the links to recordings. A body that was stored has none any more. */
  withRecordings?: boolean
}

/**
 * Reads a body that nobody waits for, with its reports, with today's parser: a long one in a thread, where it
 * delays nobody.
 */
export const readStored = (stored: Stored): Promise<Readings> => {
  if (isLargeBody(stored.text)) return readStoredBody(stored)
  return inSlices((): Readings => {
    const [first, ...others] = readDeliveries(stored)
    return [prepare(first), ...others.map(prepare)]
  })
}

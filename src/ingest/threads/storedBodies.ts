import type { Readings } from '../reading'
import { type ReadBody, readHere, TOO_LONG_HERE } from './readingThreads'

let reader: ReadBody = readHere

/** Sets where large stored bodies are read again: where posted ones are. */
export const setStoredBodyReader = (read: ReadBody): void => {
  reader = read
}

/** Whether reading a stored body would keep all others waiting. */
export const isLargeBody = (text: string): boolean => text.length > TOO_LONG_HERE

/** All rereads share one queue, next to those of the clients. */
const QUEUE_KEY = 'stored bodies'

type StoredBody = { receivedAt: Date; text: string; token: string }

/** Reads a large stored body, with its reports. There is no deadline. */
export const readStoredBody = ({ receivedAt, text, token }: StoredBody): Promise<Readings> =>
  reader(
    {
      bytes: Buffer.from(text),
      deadline: Number.POSITIVE_INFINITY,
      queueKey: QUEUE_KEY,
      receivedAt,
      secrets: [],
      token,
    },
    { withReports: true },
  )

import type { Readings } from '../reading'
import { type Read, readHere, TOO_LONG_HERE } from './readingThreads'

let reader: Read = readHere

/** Has large bodies that are kept read again where those that come are read. */
export const readKeptBy = (read: Read): void => {
  reader = read
}

/** Whether a body that is kept would keep everybody else waiting. */
export const isLongToRead = (text: string): boolean => text.length > TOO_LONG_HERE

/** All that are read again take turns with clients as one. */
const WHOSE = 'kept bodies'

type Kept = { receivedAt: Date; text: string; token: string }

/** Reads a large body that is kept, with its reports. Whoever has it read again waits as long as it takes. */
export const readKept = ({ receivedAt, text, token }: Kept): Promise<Readings> =>
  reader(
    {
      bytes: Buffer.from(text),
      deadline: Number.POSITIVE_INFINITY,
      receivedAt,
      secrets: [],
      token,
      whose: WHOSE,
    },
    { withReports: true },
  )

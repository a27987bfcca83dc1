import type { Mapping } from '../../vapi/mapping/mapping'
import type { Readings } from '../reading'
import type { BodyPreview, BodyToPreview } from './previewBody'
import {
  type PreviewBody,
  previewHere,
  type ReadBody,
  type ReadingThreads,
  readHere,
  TOO_LONG_HERE,
} from './readingThreads'

let reader: ReadBody = readHere
let previewer: PreviewBody = previewHere

/** Sets where large stored bodies are read again, and where mappings are tried: where posted ones are read. */
export const setStoredBodyReader = ({ preview, read }: Omit<ReadingThreads, 'stop'>): void => {
  reader = read
  previewer = preview
}

/**
 * Tries a mapping on a stored body.
 * @param deadline in epoch milliseconds
 * @throws {DatabaseTooSlow} if its turn comes later
 */
export const previewStoredBody = (body: BodyToPreview, deadline: number): Promise<BodyPreview> =>
  previewer(body, deadline)

/** Whether reading a stored body would keep all others waiting. */
export const isLargeBody = (text: string): boolean => text.length > TOO_LONG_HERE

/** All rereads share one queue, next to those of the clients. */
const QUEUE_KEY = 'stored bodies'

type StoredBody = {
  /** null: only the built-in reading. */
  mapping: Mapping | null
  receivedAt: Date
  /** Masked like the token. A body that was stored is masked already. */
  secrets?: readonly string[]
  text: string
  token: string
  withRecordings?: boolean
}

/** Reads a large stored body, with its reports. There is no deadline. */
export const readStoredBody = ({
  mapping,
  receivedAt,
  secrets = [],
  text,
  token,
  withRecordings = false,
}: StoredBody): Promise<Readings> =>
  reader(
    {
      bytes: Buffer.from(text),
      deadline: Number.POSITIVE_INFINITY,
      mapping,
      queueKey: QUEUE_KEY,
      receivedAt,
      secrets,
      token,
      withRecordings,
    },
    { withReports: true },
  )

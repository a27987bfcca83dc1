import type { PayloadRequest } from 'payload'
import { HOUR_MS } from '../../lib/time/units'
import { countCalls } from '../../reading/countCalls'

/** More new calls than this are not counted. */
export const MOST_NEW = 99

/** A new call is reported about when it is stored; one that is brought in from an old file is no news. */
const LAG_MS = HOUR_MS

/**
 * Counts the client's calls that were created after an instant. It reads those that were reported since about
 * then.
 * @param since as ISO 8601
 */
export const countNewCalls = async (req: PayloadRequest, since: string): Promise<number> => {
  const reported = new Date(Date.parse(since) - LAG_MS).toISOString()
  const { totalDocs } = await countCalls({
    args: {
      where: {
        and: [
          { reportedAt: { greater_than_equal: reported } },
          { createdAt: { greater_than: since } },
        ],
      },
    },
    req,
  })
  return Math.min(totalDocs, MOST_NEW + 1)
}

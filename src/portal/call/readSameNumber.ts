import type { PayloadRequest, Where } from 'payload'
import { readCalls } from '../../reading/readCalls'
import { LISTED, type ListedCall, listedSchema } from '../calls/listedCall'

/** How many earlier and how many later calls of a number are shown. */
const MOST = 5

type Call = Pick<ListedCall, 'customerPhone' | 'id' | 'reportedAt'>

const readSide = async (
  req: PayloadRequest,
  { customerPhone, id, reportedAt }: Call,
  side: 'earlier' | 'later',
): Promise<ListedCall[]> => {
  const than = side === 'earlier' ? 'less_than' : 'greater_than'
  const beyond: Where = {
    or: [
      { reportedAt: { [than]: reportedAt } },
      { and: [{ reportedAt: { equals: reportedAt } }, { id: { [than]: id } }] },
    ],
  }
  const { docs } = await readCalls({
    args: {
      depth: 0,
      limit: MOST,
      pagination: false,
      select: { ...LISTED },
      sort: side === 'earlier' ? '-reportedAt' : 'reportedAt',
      where: {
        and: [
          { customerPhone: { equals: customerPhone } },
          // Redundant, but an index can start there.
          { reportedAt: { [`${than}_equal`]: reportedAt } },
          beyond,
        ],
      },
    },
    req,
  })
  return docs.map((doc) => listedSchema.parse(doc))
}

/**
 * Reads the client's calls of the same number around one: at most five later and five earlier ones, the newest
 * first.
 */
export const readSameNumber = async (req: PayloadRequest, call: Call): Promise<ListedCall[]> => {
  if (!call.customerPhone || !call.reportedAt) return []
  const [later, earlier] = await Promise.all([
    readSide(req, call, 'later'),
    readSide(req, call, 'earlier'),
  ])
  return [...later.toReversed(), ...earlier]
}

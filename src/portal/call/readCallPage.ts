import { type Labels, labelsOf } from '../../fields/labels'
import { type RecordingState, readRecordingFacts } from '../../recordings/state'
import type { ListAddress } from '../calls/address'
import type { ListedCall } from '../calls/listedCall'
import { readFilters } from '../calls/readCallsPage'
import { type Neighbours, readNeighbours } from '../calls/readNeighbours'
import type { ClientPortal } from '../portal'
import { readSameNumber } from './readSameNumber'
import { readTranscript, readWholeCall, type WholeCall } from './readWholeCall'
import { type Conversation, SHOWN, shownTranscript, shownTurns } from './shownTurns'

/** Everything that the page of a call shows. */
export type CallPageData = {
  call: WholeCall
  conversation: Conversation
  labels: Labels
  neighbours: Neighbours
  recording: RecordingState
  sameNumber: ListedCall[]
  /** How many calls have something to do. */
  toDo: number
}

type Asked = {
  /** The list from which the call was opened. */
  address: ListAddress
  id: string
  /** The whole conversation, not only its beginning. */
  isWhole: boolean
}

type Read = Pick<ClientPortal, 'client' | 'payload' | 'req' | 'zone'>

const conversationOf = async (
  { req }: Read,
  call: WholeCall,
  isWhole: boolean,
): Promise<Conversation> => {
  const limit = isWhole ? SHOWN.all : SHOWN.first
  const turns = shownTurns(call.messages, limit)
  if (turns.turns.length > 0) return turns
  return shownTranscript(await readTranscript(req, call.id), limit)
}

/** Reads the page of a call. @returns null for a call that is not the client's, or none */
export const readCallPage = async (
  portal: Read,
  { address, id, isWhole }: Asked,
): Promise<CallPageData | null> => {
  const call = await readWholeCall(portal.req, id)
  if (!call) return null
  const { client, payload, req } = portal
  const labels = await labelsOf(payload, client.id)
  const [conversation, recording, sameNumber, { chips, neighbours }] = await Promise.all([
    conversationOf(portal, call, isWhole),
    readRecordingFacts(payload.db.pool, call.id),
    readSameNumber(req, call),
    readFilters(portal, address, labels).then(async ({ chips, filters }) => ({
      chips,
      neighbours: await readNeighbours({ call, filters, req }),
    })),
  ])
  return {
    call,
    conversation,
    labels,
    neighbours,
    recording: recording.state,
    sameNumber,
    toDo: chips.toDo,
  }
}

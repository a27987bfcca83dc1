import { NotFound, type PayloadRequest } from 'payload'
import { describeError } from '../../lib/describeError'
import { readCall } from '../../reading/readCall'
import { refusal } from '../../refusals/refusals'
import { SealBroken } from '../seal/frames'
import { slowly } from '../slowly'
import { notSatisfiable, type Playing, recordingHeaders } from './answer'
import { type Found, findRecording } from './findRecording'
import { pacedBody } from './pacedBody'
import { playFromVapi } from './playFromVapi'
import { type Kept, playKept, StorageAway } from './playKept'
import { recordPlayed } from './recordPlayed'
import { takeStream } from './streams'

type Asked = {
  callID: string
  /** It is to be saved as a file. */
  isFile: boolean
  /** Only the headers are wanted. */
  isHead: boolean
  req: PayloadRequest
  userID: string
}

const keptOf = ({ bytes, id, name, store, wrappedKey }: Found): Kept | null =>
  bytes !== null && id !== null && name !== null && store !== null && wrappedKey !== null
    ? { bytes, id, name, store, wrappedKey }
    : null

/** Why a recording that is neither kept nor at an account of the desk cannot be played. */
const missing = ({ copyState, hasRecording }: Found) => {
  if (copyState === 'waiting' || copyState === 'sending') return refusal('RECORDING_COPYING')
  return refusal(hasRecording === true ? 'RECORDING_NOT_KEPT' : 'RECORDING_NONE')
}

const isStorage = (error: unknown): error is SealBroken | StorageAway =>
  error instanceof SealBroken || error instanceof StorageAway

type Source = {
  found: Found
  signal: AbortSignal
}

/** The recording from where it is. A number: there is no such range, and it has so many bytes. */
const sourceOf = async (
  { req, userID }: Asked,
  { found, signal }: Source,
): Promise<{ startedAt: null | string; type: null | string; what: number | Playing }> => {
  const { headers, payload } = req
  const { accountID, startedAt } = found
  const range = headers.get('range')
  const kept = keptOf(found)
  if (kept) {
    const asked = { ifRange: headers.get('if-range'), range }
    const what = await playKept({ asked, kept, payload, signal }).catch((error: unknown) => {
      if (isStorage(error)) return error
      throw error
    })
    if (what === 'no_such_range') return { startedAt, type: found.contentType, what: kept.bytes }
    if (what && !isStorage(what)) return { startedAt, type: found.contentType, what }
    const isAway = what instanceof StorageAway
    payload.logger.error(
      isAway
        ? `A kept recording cannot be read (${kept.id}): ${describeError(what.cause ?? what)}`
        : `The file of a kept recording is missing or broken (${kept.id})`,
    )
    if (accountID === null)
      throw isAway ? refusal('RECORDING_NOT_FETCHED') : refusal('RECORDING_LOST')
  }
  if (accountID === null) throw missing(found)
  const call = { ...found, accountID }
  // Vapi's links differ each time, so a part of an earlier one is no part of this one.
  const wanted = headers.has('if-range') ? null : range
  return {
    startedAt,
    type: null,
    what: await playFromVapi({ call, payload, range: wanted, signal, userID }),
  }
}

/**
 * Answers with the recording of a call that the request's user may read, whole or in part.
 * @throws {Refusal} with the reason, if there is nothing to play
 * @throws 404 if there is no such call, or the user may not read it
 */
export const playRecording = async (asked: Asked): Promise<Response> => {
  const { callID, isFile, isHead, req, userID } = asked
  // Each time by the rules of the call itself: the request's user, never anybody else.
  await readCall({ args: { depth: 0, select: { vapiCallId: true } }, id: callID, req })
  const found = await findRecording(req.payload.db.pool, callID)
  if (!found) throw new NotFound(req.t)
  const giveBack = takeStream(userID)
  const gone = new AbortController()
  const end = () => {
    gone.abort()
    giveBack()
  }
  try {
    const { startedAt, type, what } = await sourceOf(asked, { found, signal: gone.signal })
    if (typeof what === 'number') {
      end()
      return notSatisfiable(what)
    }
    const named = { startedAt, type: type ?? what.headers['Content-Type'] ?? 'audio/wav' }
    const headers = { ...recordingHeaders(named, { isFile }), ...what.headers }
    if (isHead) {
      end()
      return new Response(null, { headers, status: what.status })
    }
    await recordPlayed(req, { callID })
    const body = slowly(what.body, gone.signal)
    return new Response(pacedBody(body, { onEnd: end }), { headers, status: what.status })
  } catch (error) {
    end()
    throw error
  }
}

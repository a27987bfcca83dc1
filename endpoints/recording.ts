import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { playRecording } from '../src/recordings/play/playRecording'
import { refusal } from '../src/refusals/refusals'
import { requestConnection } from '../src/request/requestAtHand'
import { requireLogin } from './shared/caller'

const answer = async (req: PayloadRequest): Promise<Response> => {
  const { id: userID } = requireLogin(req)
  const callID = z.guid().toLowerCase().safeParse(req.routeParams?.id).data
  if (callID === undefined) throw refusal('NOT_FOUND')
  // The desk's own server makes a GET of a HEAD.
  const isHead = (requestConnection()?.method ?? req.method) === 'HEAD'
  const isFile = req.query?.download === 'true'
  return await playRecording({ callID, isFile, isHead, req, userID: String(userID) })
}

const path = '/:id/recording'

/**
 * `GET /api/call-summaries/:id/recording`: the recording of a call, whole or by `Range`; with `?download=true` as a
 * file. For whoever may read the call: staff with `call-summaries.view`, the call's client, and their keys.
 */
export const recordingOfCall: Endpoint[] = [
  { handler: answer, method: 'get', path },
  { handler: answer, method: 'head', path },
]

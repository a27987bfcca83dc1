import type { Endpoint, Payload, PayloadHandler } from 'payload'
import { BodyRoom, STRANGERS } from '../src/bodies/bodyRoom'
import type { BodyTimes } from '../src/bodies/inTime'
import { BODY_TIMES, readBody } from '../src/bodies/readBody'
import type { PostedBody } from '../src/bodies/readCapped'
import { tokenIndex } from '../src/clients/tokenIndex'
import { floodWait, isKnown, type Knock, noteKnock, wasKnown } from '../src/ingest/flood'
import { receive } from '../src/ingest/receive'
import type { Received } from '../src/ingest/received'
import { type Read, readHere } from '../src/ingest/threads/readingThreads'
import { errorTitle } from '../src/lib/errorCode'
import { countReceived, countRefusal, measurePost } from '../src/metrics/counters'
import { type Answer, responseOf } from '../src/refusals/refusals'
import { sourceOf } from '../src/sender/networks'
import { settings } from '../src/settings/settings'
import { isTokenShaped } from '../src/vapi/token'
import {
  answerTo,
  METHOD_NOT_ALLOWED,
  NO_BODY,
  tooMany,
  UNAVAILABLE,
  UNKNOWN_TOKEN,
} from './shared/webhookAnswers'

/** Where Vapi posts, below the API's root. */
export const WEBHOOK_PATH = '/v1/vapi/webhook'

type Posted = {
  body: PostedBody | null
  header: (name: string) => null | string
  payload: Payload
  /** The address of the connection, where the server knows it. */
  peer: null | string
  /** Where bodies are read; in this thread when left out. */
  read?: Read | undefined
  /** Of the server's answer; unknown where the server is not ours. */
  requestID?: string
  /** How long the sender may take; normally left out. */
  times?: BodyTimes | undefined
  token: unknown
}

/** Each form in which the sender may know our address: what it signs is what was set in Vapi. */
const ourURLs = ({ header, payload, token }: Pick<Posted, 'header' | 'payload' | 'token'>) => {
  const { routes, serverURL } = payload.config
  const host = header('x-forwarded-host') ?? header('host') ?? ''
  return [serverURL, `https://${host}`, `http://${host}`]
    .filter((origin) => origin !== '')
    .map((origin) => `${origin}${routes.api}${WEBHOOK_PATH}/${token}`)
    .flatMap((url) => [url, `${url}/`])
}

const note = (received: Received, knock: Knock): void => {
  if (received.kind === 'unknown_token') noteKnock('unknown', knock)
  // Refused posts do not count: a stranger must not use up what the right sender has.
  else if (received.kind !== 'refused') noteKnock('client', knock)

  if (received.kind === 'kept') countReceived(received)
  else if (received.kind === 'malformed')
    countReceived({ messageType: null, state: 'needs_review' })
  else if (received.kind === 'reply')
    countReceived({ messageType: received.messageType, state: 'replied' })
}

const answerPost = async (
  {
    body,
    header,
    payload,
    peer,
    read: readPosted = readHere,
    requestID,
    times = BODY_TIMES,
    token,
  }: Posted,
  room: BodyRoom,
): Promise<Answer> => {
  const receivedAt = new Date()
  const known = settings()
  const source = sourceOf({
    forwardedFor: header('x-forwarded-for'),
    peer,
    trusted: known.TRUSTED_PROXIES,
  })
  const knock = {
    key: isTokenShaped(token) ? tokenIndex({ secret: payload.secret, token }) : null,
    limits: {
      perClient: known.WEBHOOK_CLIENT_LIMIT,
      unknownPerSource: known.WEBHOOK_UNKNOWN_LIMIT,
    },
    pool: payload.db.pool,
    source,
  }
  const wait = await floodWait(knock)
  if (wait !== null) return tooMany(wait)

  const whose = () => (wasKnown(knock.key) ? knock.key : STRANGERS)
  const read = await readBody({
    body,
    header,
    isKnown: () => isKnown(knock),
    maxBytes: known.WEBHOOK_MAX_BYTES,
    room,
    times,
    whose,
  })
  if ('unread' in read) {
    if (read.unread === 'unknown_token') noteKnock('unknown', knock)
    return NO_BODY[read.unread]
  }
  if (!isTokenShaped(token) || knock.key === null) {
    noteKnock('unknown', knock)
    return UNKNOWN_TOKEN
  }
  const shown = {
    body: read.bytes,
    header,
    method: 'POST',
    now: receivedAt,
    source,
    urls: () => ourURLs({ header, payload, token }),
  }
  try {
    const networks = known.WEBHOOK_NETWORKS
    const { key } = knock
    const { spentMs } = read
    const received = await receive({
      key,
      networks,
      payload,
      read: readPosted,
      shown,
      spentMs,
      token,
      whose: whose(),
    })
    // After the answer is on its way.
    process.nextTick(note, received, knock)
    return answerTo(received)
  } catch (err) {
    // Only the code: a query's error carries its parameters, and those are the call.
    payload.logger.error({ code: errorTitle(err), msg: 'A report could not be stored', requestID })
    return UNAVAILABLE
  }
}

/** Takes in what was posted to a client's URL, whatever server received it. */
export const takeIn = (posted: Posted): Promise<Answer> =>
  measurePost(async () => {
    const room = new BodyRoom()
    try {
      return await answerPost(posted, room)
    } finally {
      room.leave()
    }
  })

const post: PayloadHandler = async ({ body, headers, payload, routeParams }) =>
  responseOf(
    await takeIn({
      body: body ?? null,
      header: (name) => headers.get(name),
      payload,
      // A web request does not say who is connected, so lists of networks refuse everybody here.
      peer: null,
      token: routeParams?.token,
    }),
  )

const refuseMethod: PayloadHandler = () => {
  countRefusal(METHOD_NOT_ALLOWED.status)
  return responseOf(METHOD_NOT_ALLOWED)
}

const PATH = `${WEBHOOK_PATH}/:token`
const OTHER_METHODS = ['connect', 'delete', 'get', 'head', 'options', 'patch', 'put'] as const

/** `POST /api/v1/vapi/webhook/:token`: where Vapi posts a client's server messages. */
export const vapiWebhook: Endpoint[] = [
  { handler: post, method: 'post', path: PATH },
  ...OTHER_METHODS.map((method): Endpoint => ({ handler: refuseMethod, method, path: PATH })),
]

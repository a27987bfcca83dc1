import type { Endpoint, Payload, PayloadHandler } from 'payload'
import { BodyRoom, STRANGERS } from '../src/bodies/bodyRoom'
import type { BodyTimes } from '../src/bodies/inTime'
import { BODY_TIMES, readBody } from '../src/bodies/readBody'
import type { PostedBody } from '../src/bodies/readCapped'
import { parseToken } from '../src/clients/tokenIndex'
import {
  isClientToken,
  isRecentToken,
  type PostAttempt,
  rateLimitWait,
  recordAttempt,
} from '../src/ingest/postLimits'
import { receive } from '../src/ingest/receive'
import type { Received } from '../src/ingest/received'
import { type ReadBody, readHere } from '../src/ingest/threads/readingThreads'
import { errorTitle } from '../src/lib/errorCode'
import { countReceived, countRefusal, measurePost } from '../src/metrics/counters'
import { type Answer, responseOf } from '../src/refusals/refusals'
import { sourceOf } from '../src/sender/networks'
import { settings } from '../src/settings/settings'
import {
  answerTo,
  METHOD_NOT_ALLOWED,
  NO_BODY,
  tooMany,
  UNAVAILABLE,
  UNKNOWN_TOKEN,
} from './shared/webhookAnswers'

/** The webhook's path, relative to the API's root. */
export const WEBHOOK_PATH = '/v1/vapi/webhook'

type WebhookPost = {
  body: PostedBody | null
  header: (name: string) => null | string
  payload: Payload
  /** The connection's remote address; null if the server does not know it. */
  peer: null | string
  /** Where bodies are read; in this thread if left out. */
  read?: ReadBody | undefined
  /** Sent back as `X-Request-Id`; unknown if another server answers. */
  requestID?: string
  /** How long the sender may take; normally left out. */
  times?: BodyTimes | undefined
  token: unknown
}

/** Every form of this webhook's URL that the sender may have signed: it signs what was entered in Vapi. */
const signedURLs = (
  { header, payload }: Pick<WebhookPost, 'header' | 'payload'>,
  token: string,
): string[] => {
  const { routes, serverURL } = payload.config
  const host = header('x-forwarded-host') ?? header('host') ?? ''
  return [serverURL, `https://${host}`, `http://${host}`]
    .filter((origin) => origin !== '')
    .map((origin) => `${origin}${routes.api}${WEBHOOK_PATH}/${token}`)
    .flatMap((url) => [url, `${url}/`])
}

const recordOutcome = (received: Received, attempt: PostAttempt): void => {
  if (received.kind === 'unknown_token') recordAttempt('unknown', attempt)
  // Refused posts do not count, or a stranger could use up the client's limit.
  else if (received.kind !== 'refused') recordAttempt('client', attempt)

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
    read = readHere,
    requestID,
    times = BODY_TIMES,
    token: tokenText,
  }: WebhookPost,
  room: BodyRoom,
): Promise<Answer> => {
  const receivedAt = new Date()
  const known = settings()
  const source = sourceOf({
    forwardedFor: header('x-forwarded-for'),
    peer,
    trusted: known.TRUSTED_PROXIES,
  })
  const token = parseToken({ secret: payload.secret, value: tokenText })
  const attempt = {
    limits: {
      perClient: known.WEBHOOK_CLIENT_LIMIT,
      unknownPerSource: known.WEBHOOK_UNKNOWN_LIMIT,
    },
    pool: payload.db.pool,
    source,
    tokenIndex: token?.index ?? null,
  }
  const wait = await rateLimitWait(attempt)
  if (wait !== null) return tooMany(wait)

  const queueKey = () => (isRecentToken(attempt.tokenIndex) ? attempt.tokenIndex : STRANGERS)
  const posted = await readBody({
    body,
    header,
    isKnown: () => isClientToken(attempt),
    maxBytes: known.WEBHOOK_MAX_BYTES,
    room,
    times,
    whose: queueKey,
  })
  if ('unread' in posted) {
    if (posted.unread === 'unknown_token') recordAttempt('unknown', attempt)
    return NO_BODY[posted.unread]
  }
  if (token === null) {
    recordAttempt('unknown', attempt)
    return UNKNOWN_TOKEN
  }
  const evidence = {
    body: posted.bytes,
    header,
    method: 'POST',
    now: receivedAt,
    source,
    urls: () => signedURLs({ header, payload }, token.value),
  }
  try {
    const received = await receive({
      evidence,
      networks: known.WEBHOOK_NETWORKS,
      payload,
      queueKey: queueKey(),
      read,
      spentMs: posted.spentMs,
      token,
    })
    // After the answer is on its way.
    process.nextTick(recordOutcome, received, attempt)
    return answerTo(received)
  } catch (err) {
    // Only the code: a query's error carries its parameters, and those hold the call.
    payload.logger.error({ code: errorTitle(err), msg: 'A report could not be stored', requestID })
    return UNAVAILABLE
  }
}

/** Handles one post to a client's URL, for any server. */
export const handlePost = (post: WebhookPost): Promise<Answer> =>
  measurePost(async () => {
    const room = new BodyRoom()
    try {
      return await answerPost(post, room)
    } finally {
      room.leave()
    }
  })

const postHandler: PayloadHandler = async ({ body, headers, payload, routeParams }) =>
  responseOf(
    await handlePost({
      body: body ?? null,
      header: (name) => headers.get(name),
      payload,
      // A web Request has no remote address, so network lists refuse every sender here.
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
  { handler: postHandler, method: 'post', path: PATH },
  ...OTHER_METHODS.map((method): Endpoint => ({ handler: refuseMethod, method, path: PATH })),
]

import type { IncomingMessage, ServerResponse } from 'node:http'
import { getPayload, type Payload, type SanitizedConfig } from 'payload'
import { takeIn, WEBHOOK_PATH } from '../../../endpoints/vapiWebhook'
import { IncomingBody } from '../../bodies/incomingBody'
import type { BodyTimes } from '../../bodies/inTime'
import type { Read } from '../../ingest/threads/readingThreads'
import { commonHeaders } from '../../origins/commonHeaders'
import { answerOf, responseOf } from '../../refusals/refusals'
import { requestIDOf } from '../../request/requestID'
import { isTokenShaped } from '../../vapi/token'
import { firstHeader } from './firstHeader'
import { sendResponse } from './sendResponse'

/** Nobody is there to read it. */
const GONE = answerOf('BODY_INCOMPLETE')

type Route = (args: {
  incoming: IncomingMessage
  /** The path is the request's target as it stands: taken only where nothing in it needs a second look. */
  isRaw?: boolean
  outgoing: ServerResponse
  path: string
}) => Promise<void> | undefined

/**
 * The webhook straight from `node:http`: Payload's own routing would cost more than the report. The
 * same as the endpoint does everywhere else. Gives undefined for what is not a post to it.
 */
export const createWebhookRoute = ({
  bodyTimes,
  config,
  payloadKey,
  read,
}: {
  bodyTimes?: BodyTimes | undefined
  config: SanitizedConfig
  payloadKey?: string | undefined
  read?: Read | undefined
}): Route => {
  const prefix = `${config.routes.api}${WEBHOOK_PATH}/`
  const instance = payloadKey === undefined ? {} : { key: payloadKey }

  let known: Payload | undefined

  const answer = async (token: string, incoming: IncomingMessage, outgoing: ServerResponse) => {
    const requestID = requestIDOf(incoming)
    known ??= await getPayload({ config, ...instance })
    const taken = takeIn({
      body: new IncomingBody(incoming),
      header: (name) => firstHeader(incoming.headers[name]),
      payload: known,
      peer: incoming.socket.remoteAddress ?? null,
      read,
      requestID,
      times: bodyTimes,
      token: decodeURIComponent(token),
    })
    const answered = await taken.catch((err: unknown) => {
      // A sender that left in the middle of its body is no event for the server.
      if (incoming.destroyed && !incoming.complete) return GONE
      throw err
    })
    if (outgoing.destroyed) return
    if (!incoming.complete) {
      return await sendResponse({ incoming, outgoing, response: responseOf(answered) })
    }
    const { body, headers, status } = answered
    const text = JSON.stringify(body)
    for (const [name, value] of Object.entries(headers ?? {})) outgoing.setHeader(name, value)
    outgoing.writeHead(status, {
      ...commonHeaders(),
      'content-length': Buffer.byteLength(text),
      'content-type': 'application/json',
      'x-request-id': requestID,
    })
    outgoing.end(text)
  }

  return ({ incoming, isRaw = false, outgoing, path }) => {
    if (incoming.method !== 'POST' || !path.startsWith(prefix)) return undefined
    const token = path.slice(prefix.length).replace(/\/$/, '')
    const isOurs = isRaw ? isTokenShaped(token) : token !== '' && !token.includes('/')
    return isOurs ? answer(token, incoming, outgoing) : undefined
  }
}

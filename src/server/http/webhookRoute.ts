import type { IncomingMessage, ServerResponse } from 'node:http'
import { getPayload, type Payload, type SanitizedConfig } from 'payload'
import { handlePost, WEBHOOK_PATH } from '../../../endpoints/vapiWebhook'
import { IncomingBody } from '../../bodies/incomingBody'
import type { BodyTimes } from '../../bodies/inTime'
import type { ReadBody } from '../../ingest/threads/readingThreads'
import { commonHeaders } from '../../origins/commonHeaders'
import { answerOf, responseOf } from '../../refusals/refusals'
import { requestIDOf } from '../../request/requestID'
import { isTokenShaped } from '../../vapi/token'
import { firstHeader } from './firstHeader'
import { sendResponse } from './sendResponse'

/** The sender has gone, so nobody reads this. */
const GONE = answerOf('BODY_INCOMPLETE')

type Route = (args: {
  incoming: IncomingMessage
  /** `path` is the unparsed request target. It only matches if it needs no decoding. */
  isRaw?: boolean
  outgoing: ServerResponse
  path: string
}) => Promise<void> | undefined

/**
 * Handles the webhook directly on `node:http`, because Payload's routing would cost more than the report
 * itself. It does the same as the endpoint. Returns undefined for anything that is not a post to the webhook.
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
  read?: ReadBody | undefined
}): Route => {
  const prefix = `${config.routes.api}${WEBHOOK_PATH}/`
  const instance = payloadKey === undefined ? {} : { key: payloadKey }

  let known: Payload | undefined

  const answer = async (token: string, incoming: IncomingMessage, outgoing: ServerResponse) => {
    const requestID = requestIDOf(incoming)
    known ??= await getPayload({ config, ...instance })
    const handled = handlePost({
      body: new IncomingBody(incoming),
      header: (name) => firstHeader(incoming.headers[name]),
      payload: known,
      peer: incoming.socket.remoteAddress ?? null,
      read,
      requestID,
      times: bodyTimes,
      token: decodeURIComponent(token),
    })
    const answered = await handled.catch((err: unknown) => {
      // A sender that leaves in the middle of its body is not an error of the server.
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

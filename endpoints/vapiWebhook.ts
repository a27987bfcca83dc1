import type { Endpoint, PayloadHandler } from 'payload'
import { type Received, receive } from '../src/ingest/receive'
import { readSettings } from '../src/server/settings'
import { REFUSALS, refuse } from './shared/answer'
import { readCapped, type Unread } from './shared/readCapped'

const PATH = '/v1/vapi/webhook/:token'

const UNREAD = {
  too_large: { message: 'The body is too large.', status: 413 },
  undecodable: { message: 'The body’s encoding is not understood.', status: 415 },
} as const satisfies Record<Unread, { message: string; status: number }>

const NOT_JSON = { message: 'The body is not JSON. It was kept for review.', status: 400 }

const UNAVAILABLE = {
  headers: { 'Retry-After': '5' },
  message: 'The report could not be stored. Send it again.',
  status: 503,
}

const answer = (received: Received): Response => {
  switch (received.kind) {
    case 'kept':
      return Response.json({ received: true, state: received.state })
    case 'malformed':
      return refuse(NOT_JSON)
    case 'reply':
      return Response.json(received.reply)
    case 'unknown_token':
      return refuse(REFUSALS.notFound)
  }
}

const codeOf = (err: unknown) =>
  err instanceof Error && 'code' in err ? String(err.code) : 'unknown'

const post: PayloadHandler = async ({ body, headers, payload, routeParams }) => {
  const receivedAt = new Date()
  const read = await readCapped({
    body: body ?? null,
    declared: headers.get('content-length'),
    encoding: headers.get('content-encoding'),
    maxBytes: readSettings().WEBHOOK_MAX_BYTES,
  })
  if ('unread' in read) return refuse(UNREAD[read.unread])
  try {
    return answer(
      await receive({ payload, receivedAt, text: read.text, token: routeParams?.token }),
    )
  } catch (err) {
    // Only the code: a query's error carries its parameters, and those are the call.
    payload.logger.error({ code: codeOf(err), msg: 'A report could not be stored' })
    return refuse(UNAVAILABLE)
  }
}

const refuseMethod: PayloadHandler = () =>
  refuse({ headers: { Allow: 'POST' }, message: 'Use POST.', status: 405 })

const OTHER_METHODS = ['connect', 'delete', 'get', 'head', 'options', 'patch', 'put'] as const

/** `POST /api/v1/vapi/webhook/:token`: where Vapi posts a client's server messages. */
export const vapiWebhook: Endpoint[] = [
  { handler: post, method: 'post', path: PATH },
  ...OTHER_METHODS.map((method): Endpoint => ({ handler: refuseMethod, method, path: PATH })),
]

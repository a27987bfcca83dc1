import type { IncomingMessage } from 'node:http'
import { getPayload, type SanitizedConfig } from 'payload'
import { WEBHOOK_PATH } from '../../../endpoints/vapiWebhook'
import { credentialsIn } from '../../readLimit/credentials'
import { limitHeaders, type Standing } from '../../readLimit/headers'
import { ReadLimit } from '../../readLimit/readLimit'
import { withUser } from '../../readLimit/requestUser'
import { readSettings } from '../../settings/settings'
import { createAPI } from './apiRoutes'
import { setCaching } from './caching'
import { allowOrigin, preflight } from './cors'
import { errorResponse } from './errorResponse'
import { toRequest } from './toRequest'

const tooMany = (standing: Standing): Response =>
  errorResponse({
    headers: { 'retry-after': String(Math.max(1, Math.ceil(standing.resetMs / 1000))) },
    message: 'Too many requests. Come again when the minute is over.',
    status: 429,
  })

const say = ({ headers }: Response, standing: null | Standing): void => {
  for (const [name, value] of standing ? limitHeaders(standing) : []) headers.set(name, value)
}

type ClientAPI = (args: {
  incoming: IncomingMessage
  path: string
  target: string
}) => Promise<Response>

/** The API with what its clients get around each answer: a read limit, origins, caching. */
export const createClientAPI = ({
  config,
  payloadKey,
}: {
  config: SanitizedConfig
  payloadKey?: string | undefined
}): ClientAPI => {
  const api = createAPI({ config, payloadKey })
  const { cookiePrefix, cors, routes } = config
  const { API_CLIENT_LIMIT: limit } = readSettings()
  const instance = payloadKey === undefined ? {} : { key: payloadKey }
  const pool = async () => (await getPayload({ config, ...instance })).db.pool
  const readLimit = limit === 0 ? null : new ReadLimit({ limit, pool })

  const answer: ClientAPI = async ({ incoming, path, target }) => {
    const request = toRequest({ incoming, target })
    if (!readLimit) return await api({ path, request })
    const credentials = credentialsIn(request.headers, cookiePrefix)
    const blocked = await readLimit.blocked(credentials)
    if (blocked) {
      const response = tooMany(blocked)
      say(response, blocked)
      return response
    }
    const { result, user } = await withUser(request, () => api({ path, request }))
    say(result, await readLimit.count(credentials, user))
    return result
  }

  return async ({ incoming, path, target }) => {
    const below = path.slice(routes.api.length)
    const response =
      (below.startsWith(WEBHOOK_PATH) ? undefined : preflight(cors, incoming)) ??
      (await answer({ incoming, path, target }))
    allowOrigin(cors, incoming, response.headers)
    setCaching(incoming, response, below)
    return response
  }
}

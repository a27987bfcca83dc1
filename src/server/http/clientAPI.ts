import type { IncomingMessage } from 'node:http'
import { getPayload, type SanitizedConfig } from 'payload'
import { answerHealth, HEALTH_PATH } from '../../../endpoints/health'
import { hasBearerToken } from '../../../endpoints/shared/bearer'
import { WEBHOOK_PATH } from '../../../endpoints/vapiWebhook'
import { hasMetAway, noteIfAway } from '../../database/connection/away'
import { intakePool } from '../../database/connection/pool'
import { NEW_CALLS_PATH } from '../../portal/calls/newCallsPath'
import { type LimitState, limitHeaders } from '../../readLimit/headers'
import { ReadLimit } from '../../readLimit/readLimit'
import type { Requester } from '../../readLimit/requesters'
import { refuseWith } from '../../refusals/refusals'
import { userAtHand, worthAtHand } from '../../request/requestAtHand'
import { settings } from '../../settings/settings'
import { answerInTime } from './answerInTime'
import { createAPI } from './apiRoutes'
import { mostBytes } from './bodyBytes'
import { setCaching } from './caching'
import { allowOrigin, preflight } from './cors'
import type { Gate } from './gate'
import { withPlainPath } from './paths'
import { toRequest } from './toRequest'
import { awayPage, isSeen } from './waitPage'
import type { Answer } from './wholeBody'

const tooMany = (state: LimitState): Response =>
  refuseWith('TOO_MANY_REQUESTS', {
    message: 'Too many requests. Try again after the time in Retry-After.',
    retryAfter: Math.max(1, Math.ceil(state.resetMs / 1000)),
  })

const setLimitHeaders = ({ headers }: Answer, state: null | LimitState): void => {
  for (const [name, value] of state ? limitHeaders(state) : []) headers.set(name, value)
}

const away = (incoming: IncomingMessage): Response =>
  isSeen(incoming) ? awayPage(incoming) : refuseWith('DATABASE_AWAY')

type ClientAPI = (args: {
  incoming: IncomingMessage
  path: string
  target: string
}) => Promise<Answer>

const isRead = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD'

/**
 * The caller with the metrics token. It counts as a user, because metrics matter most when strangers keep
 * the desk busy.
 */
const SCRAPER: Requester = { credentials: [], isBrowser: false, isUser: true, key: 'scraper' }

/** The API with what every response needs: limits, CORS headers, caching. */
export const createClientAPI = ({
  config,
  gate,
  payloadKey,
}: {
  config: SanitizedConfig
  gate: Gate
  payloadKey?: string | undefined
}): ClientAPI => {
  const api = createAPI({ config, payloadKey })
  const { cors, routes } = config
  const graphQL = `${routes.api}${routes.graphQL}`
  const polled = `${routes.api}${NEW_CALLS_PATH}`
  const { API_CLIENT_LIMIT: limit, METRICS_TOKEN } = settings()
  const instance = payloadKey === undefined ? {} : { key: payloadKey }
  const pool = async () => (await getPayload({ config, ...instance })).db.pool
  const readLimit = limit === 0 ? null : new ReadLimit({ limit, pool })

  /**
   * Whether a response may be wrong because the database was away: a refusal since no user was found, or a
   * read as nobody. A write that succeeded is certain.
   */
  const isUncertain = (incoming: IncomingMessage, path: string, { status }: Answer): boolean =>
    isRead(incoming) || status >= 400 || path.startsWith(graphQL)

  type Work = Parameters<ClientAPI>[0] & { isLarge: boolean; requester: Requester }

  const doWork = async ({ incoming, isLarge, path, requester, target }: Work) => {
    const payload = await getPayload({ config, ...instance })
    const maxBytes = isLarge ? await mostBytes(requester, { incoming, payload }) : undefined
    // Payload compares the whole path to know whether it is GraphQL, where it applies its own limits.
    const request = toRequest({ incoming, maxBytes, target: withPlainPath(target) })
    return await api({ path, request })
  }

  const answer: ClientAPI = async ({ incoming, path, target }) => {
    // Health checks do not wait for a turn. All of them together use one connection.
    if (path === `${routes.api}${HEALTH_PATH}` && isRead(incoming)) {
      return await answerHealth(await getPayload({ config, ...instance }))
    }
    const requester = hasBearerToken(incoming.headers.authorization, METRICS_TOKEN)
      ? SCRAPER
      : await gate.requesters.of(incoming)
    const digests = requester.credentials.map(({ digest }) => digest)
    // Open pages of the portal ask by themselves. Their questions have a small limit of their own.
    const isPoll = path === polled && isRead(incoming)
    const blocked = isPoll ? null : await readLimit?.blocked(digests)
    if (blocked) {
      const response = tooMany(blocked)
      setLimitHeaders(response, blocked)
      return response
    }
    const entry = await gate.enter(requester, isPoll ? 'poll' : 'api', incoming)
    if ('refused' in entry) return entry.refused
    const work = doWork({ incoming, isLarge: entry.isLarge, path, requester, target })
    // The work may continue after its caller has gone.
    work.then(entry.turn.end, entry.turn.end)
    try {
      const result = await answerInTime(work, async () => intakePool(await pool()))
      const user = userAtHand()
      if (hasMetAway(incoming)) {
        if (isUncertain(incoming, path, result)) return away(incoming)
      } else gate.requesters.note(requester.credentials, user)
      if (readLimit && !isPoll)
        setLimitHeaders(result, await readLimit.count(digests, user, worthAtHand()))
      return result
    } catch (error) {
      if (noteIfAway(error)) return away(incoming)
      throw error
    }
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

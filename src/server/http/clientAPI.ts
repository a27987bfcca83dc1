import type { IncomingMessage } from 'node:http'
import { getPayload, type SanitizedConfig } from 'payload'
import { bears } from '../../../endpoints/shared/bearer'
import { WEBHOOK_PATH } from '../../../endpoints/vapiWebhook'
import { hasMetAway, noteIfAway } from '../../database/connection/away'
import { intakePool } from '../../database/connection/pool'
import type { Asker } from '../../readLimit/askers'
import { limitHeaders, type Standing } from '../../readLimit/headers'
import { ReadLimit } from '../../readLimit/readLimit'
import { refuseWith } from '../../refusals/refusals'
import { userAtHand, worthAtHand } from '../../request/requestAtHand'
import { settings } from '../../settings/settings'
import { answerInTime } from './answerInTime'
import { createAPI } from './apiRoutes'
import { setCaching } from './caching'
import { allowOrigin, preflight } from './cors'
import type { Gate } from './gate'
import { toRequest } from './toRequest'
import { awayPage, wantsPage } from './waitPage'
import type { Answer } from './wholeBody'

const tooMany = (standing: Standing): Response =>
  refuseWith('TOO_MANY_REQUESTS', {
    message: 'Too many requests. Try again after the time in Retry-After.',
    retryAfter: Math.max(1, Math.ceil(standing.resetMs / 1000)),
  })

const say = ({ headers }: Answer, standing: null | Standing): void => {
  for (const [name, value] of standing ? limitHeaders(standing) : []) headers.set(name, value)
}

const away = (incoming: IncomingMessage): Response =>
  wantsPage(incoming) ? awayPage() : refuseWith('DATABASE_AWAY')

type ClientAPI = (args: {
  incoming: IncomingMessage
  path: string
  target: string
}) => Promise<Answer>

// What says whether the desk works must not wait for its turn; it takes one connection for all who ask.
const HEALTH = '/health'

/** Who watches the desk, above all when strangers keep it busy. */
const SCRAPER: Asker = { credentials: [], isBrowser: false, isUser: true, key: 'scraper' }

/** The API with what its clients get around each answer: limits, origins, caching. */
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
  const { API_CLIENT_LIMIT: limit, METRICS_TOKEN } = settings()
  const instance = payloadKey === undefined ? {} : { key: payloadKey }
  const pool = async () => (await getPayload({ config, ...instance })).db.pool
  const readLimit = limit === 0 ? null : new ReadLimit({ limit, pool })

  /**
   * Whether an answer may be another one than the database would have given: refused for want of a user,
   * or read as nobody. What was written is written.
   */
  const isUncertain = ({ method }: IncomingMessage, path: string, { status }: Answer): boolean =>
    method === 'GET' || method === 'HEAD' || status >= 400 || path.startsWith(graphQL)

  const answer: ClientAPI = async ({ incoming, path, target }) => {
    if (path === `${routes.api}${HEALTH}`) {
      return await api({ path, request: toRequest({ incoming, target }) })
    }
    const asker = bears(incoming.headers.authorization, METRICS_TOKEN)
      ? SCRAPER
      : await gate.askers.of(incoming)
    const digests = asker.credentials.map(({ digest }) => digest)
    const blocked = await readLimit?.blocked(digests)
    if (blocked) {
      const response = tooMany(blocked)
      say(response, blocked)
      return response
    }
    const entry = await gate.enter(asker, 'api', incoming)
    if ('refused' in entry) return entry.refused
    const request = toRequest({ incoming, target })
    const work = api({ path, request })
    // It may go on when nobody waits for it any more.
    work.then(entry.turn.end, entry.turn.end)
    try {
      const result = await answerInTime(work, async () => intakePool(await pool()))
      const user = userAtHand()
      if (hasMetAway(incoming)) {
        if (isUncertain(incoming, path, result)) return away(incoming)
      } else gate.askers.note(asker.credentials, user)
      if (readLimit) say(result, await readLimit.count(digests, user, worthAtHand()))
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

import type { Pool } from 'pg'
import { withDeadline } from '../database/connection/deadline'
import { intakePool } from '../database/connection/pool'
import { sharedLeases } from '../readLimit/sharedLimit'
import { networkKey } from '../sender/networks'
import type { QuotaLeases } from '../sender/quotaLeases'
import { countRefusal } from './refusals'
import { FIND_CLIENT } from './statements'

/** Posts per minute; 0 means no limit. */
export type PostLimits = { perClient: number; unknownPerSource: number }

/** One post to the webhook, as the rate limits see it. */
export type PostAttempt = {
  limits: PostLimits
  pool: Pool
  /** The sender's address; null if a proxy did not pass it on. */
  source: null | string
  /** null if the URL holds no well-formed token. */
  tokenIndex: null | string
}

type LimitKind = 'client' | 'unknown'

const PROBE_TIMEOUT_MS = 2_000
const NO_SOURCE = 'unknown'
const MAX_RECENT = 10_000

const recentTokens = new Set<string>()

const rememberToken = (tokenIndex: string): void => {
  if (recentTokens.has(tokenIndex)) return
  if (recentTokens.size >= MAX_RECENT) recentTokens.clear()
  recentTokens.add(tokenIndex)
}

const leasesFor = (pool: Pool, kind: LimitKind, limit: number): null | QuotaLeases =>
  limit === 0 ? null : sharedLeases(pool, kind, limit)

/**
 * Whether a token belonged to a client when it was last used. Decides only which queue a post waits in;
 * it never admits one.
 */
export const isRecentToken = (tokenIndex: null | string): tokenIndex is string =>
  tokenIndex !== null && recentTokens.has(tokenIndex)

/** Whether a token belongs to a client. True if the database cannot say: the post may be a report. */
export const isClientToken = async ({ pool, tokenIndex }: PostAttempt): Promise<boolean> => {
  if (tokenIndex === null) return false
  const database = withDeadline(intakePool(pool), Date.now() + PROBE_TIMEOUT_MS)
  try {
    const { rows } = await database.query({ ...FIND_CLIENT, values: [tokenIndex, null] })
    if (rows.length > 0) rememberToken(tokenIndex)
    return rows.length > 0
  } catch {
    return true
  }
}

/**
 * Applies the rate limits before the body is read. A source that has tried many unknown tokens has to
 * present a known one. A known token passes from any address: Vapi's addresses are shared by all its
 * customers, and one of them may keep posting to a revoked URL.
 * @returns seconds until the sender may try again; null if the post may pass
 */
export const rateLimitWait = async (attempt: PostAttempt): Promise<null | number> => {
  const { limits, pool, source, tokenIndex } = attempt
  const now = Date.now()
  const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)
  if (tokenIndex) {
    const clientWait = leasesFor(pool, 'client', limits.perClient)?.waitOf(tokenIndex, now) ?? 0
    if (clientWait > 0) {
      countRefusal(pool, tokenIndex, 'flood')
      return seconds(clientWait)
    }
  }
  const unknown = leasesFor(pool, 'unknown', limits.unknownPerSource)
  const unknownWait = unknown?.waitOf(networkKey(source ?? NO_SOURCE), now) ?? 0
  if (unknownWait === 0 || (await isClientToken(attempt))) return null
  return seconds(unknownWait)
}

/** Counts a post against the client's limit once its sender is verified, or against its source if the token is unknown. */
export const recordAttempt = (
  kind: LimitKind,
  { limits, pool, source, tokenIndex }: PostAttempt,
): void => {
  const now = Date.now()
  if (kind === 'unknown') {
    leasesFor(pool, kind, limits.unknownPerSource)?.spend(networkKey(source ?? NO_SOURCE), now)
  } else if (tokenIndex) {
    rememberToken(tokenIndex)
    leasesFor(pool, kind, limits.perClient)?.spend(tokenIndex, now)
  }
}

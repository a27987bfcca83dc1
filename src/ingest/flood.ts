import type { Pool } from 'pg'
import { withDeadline } from '../database/connection/deadline'
import { intakePool } from '../database/connection/pool'
import { sharedLeases } from '../readLimit/sharedLimit'
import type { Leases } from '../sender/leases'
import { networkKey } from '../sender/networks'
import { countRefusal } from './refusals'
import { FIND_CLIENT } from './statements'

/** Posts a minute; 0: no limit. */
export type FloodLimits = { perClient: number; unknownPerSource: number }

const PROBE_MS = 2_000

type Kind = 'client' | 'unknown'

const leasesOf = (pool: Pool, kind: Kind, limit: number): Leases | null =>
  limit === 0 ? null : sharedLeases(pool, kind, limit)

const NOWHERE = 'unknown'

/** Somebody who posts. */
export type Knock = {
  /** Token index; null for what is no token at all. */
  key: null | string
  limits: FloodLimits
  pool: Pool
  source: null | string
}

const MAX_LATELY = 10_000

const lately = new Set<string>()

const noteKnown = (key: string): void => {
  if (lately.has(key)) return
  if (lately.size >= MAX_LATELY) lately.clear()
  lately.add(key)
}

/** Whether a token was somebody's when it was last used: only for whose turn it is, and never to let anybody in. */
export const wasKnown = (key: null | string): key is string => key !== null && lately.has(key)

/** Whether a token is somebody's; as far as can be said while the database is away. */
export const isKnown = async ({ key, pool }: Knock): Promise<boolean> => {
  if (key === null) return false
  const database = withDeadline(intakePool(pool), Date.now() + PROBE_MS)
  try {
    const { rows } = await database.query({ ...FIND_CLIENT, values: [key, null] })
    if (rows.length > 0) noteKnown(key)
    return rows.length > 0
  } catch {
    // Whether it is known cannot be said, so it may be a report.
    return true
  }
}

/**
 * Decides before the body is read whether a post is part of a flood. A source that has tried many
 * unknown tokens is asked for a known one first; a known token passes from wherever it comes, for
 * Vapi's own addresses are shared by all its customers, one with a revoked URL among them.
 * @returns after how many seconds to come again; null when it may pass
 */
export const floodWait = async (knock: Knock): Promise<null | number> => {
  const { key, limits, pool, source } = knock
  const now = Date.now()
  const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)
  const clientWait = key ? (leasesOf(pool, 'client', limits.perClient)?.waitOf(key, now) ?? 0) : 0
  if (key && clientWait > 0) {
    countRefusal(pool, key, 'flood')
    return seconds(clientWait)
  }
  const unknown = leasesOf(pool, 'unknown', limits.unknownPerSource)
  const unknownWait = unknown?.waitOf(networkKey(source ?? NOWHERE), now) ?? 0
  if (unknownWait === 0 || (await isKnown(knock))) return null
  return seconds(unknownWait)
}

/** Notes what came of a post: of a client whose sender was accepted, or of nobody's token. */
export const noteKnock = (kind: Kind, { key, limits, pool, source }: Knock): void => {
  const now = Date.now()
  if (kind === 'unknown') {
    leasesOf(pool, kind, limits.unknownPerSource)?.spend(networkKey(source ?? NOWHERE), now)
  } else if (key) {
    noteKnown(key)
    leasesOf(pool, kind, limits.perClient)?.spend(key, now)
  }
}

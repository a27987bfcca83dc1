import type { Pool } from 'pg'
import { TooLate } from '../database/connection/readInTime'
import { MINUTE_MS } from '../lib/time/units'
import type { ServiceHours } from '../mail/openHours'
import { Ceiling } from '../readLimit/ceiling'
import { type MonthFigures, readMonthFigures } from './monthFigures'

/** How long figures are shown before they are counted again. */
const KEPT_MS = 3 * MINUTE_MS
const MAX_KEPT = 500

// Counting the calls of a large client takes a second; a few at a time leave connections for the others.
const AT_ONCE = 2
const WAITING = 20
const MAX_WAIT_MS = 4_000
const OWN = { atOnce: 1, maxWaitMs: MAX_WAIT_MS, waiting: 2 }

type Kept = { at: number; figures: Promise<MonthFigures> }

type ByPool = { ceiling: Ceiling; kept: Map<string, Kept> }

const byPool = new WeakMap<Pool, ByPool>()

const placeOf = (pool: Pool): ByPool => {
  const known = byPool.get(pool)
  if (known) return known
  const made = { ceiling: new Ceiling({ atOnce: AT_ONCE, waiting: WAITING }), kept: new Map() }
  byPool.set(pool, made)
  return made
}

type Asked = {
  clientID: string
  hours: readonly ServiceHours[]
  pool: Pool
  timezone: null | string
}

const readInTurn = async (ceiling: Ceiling, asked: Asked): Promise<MonthFigures> => {
  const turn = await ceiling.take({ groups: [], key: asked.clientID, own: OWN })
  if (typeof turn === 'string') throw new TooLate('Too many figures are being counted')
  try {
    return await readMonthFigures(asked)
  } finally {
    turn.end()
  }
}

/**
 * A client's own figures of this month and the one before. They are counted once for all who ask at the same
 * time, and kept for three minutes; other opening hours or another time zone are counted at once.
 * @throws {TooLate} or the error of Postgres when they cannot be counted in the time of a page
 */
export const ownFigures = (asked: Asked): Promise<MonthFigures> => {
  const { ceiling, kept } = placeOf(asked.pool)
  const { clientID, hours, timezone } = asked
  const rows = hours.map(({ closes, day, opens }) => `${day} ${opens} ${closes}`).sort()
  const key = JSON.stringify([clientID, timezone, rows])
  const now = Date.now()
  const known = kept.get(key)
  if (known && now - known.at < KEPT_MS) return known.figures
  const figures = readInTurn(ceiling, asked)
  kept.delete(key)
  kept.set(key, { at: now, figures })
  const oldest = kept.keys().next().value
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  // A failure is not kept: the next one tries again.
  figures.catch(() => {
    if (kept.get(key)?.figures === figures) kept.delete(key)
  })
  return figures
}

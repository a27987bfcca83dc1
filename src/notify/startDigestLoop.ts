import type { Pool } from 'pg'
import { startLoop } from '../lib/startLoop'
import { MINUTE_MS } from '../lib/time/units'
import { queueDigests } from './digests'

const FIRST_RUN_MS = 15_000

type DigestLoop = {
  firstRunMs?: number
  onError: (error: unknown) => void
  pool: Pool
}

/**
 * Starts queueing digests, every few minutes. Several processes may do so at the same time.
 * @returns stops it
 */
export const startDigestLoop = ({
  firstRunMs = FIRST_RUN_MS,
  onError,
  pool,
}: DigestLoop): (() => Promise<void>) =>
  startLoop({
    every: 5 * MINUTE_MS,
    first: firstRunMs,
    onError,
    run: () => queueDigests({ now: new Date(), pool }),
    spread: 0.2,
  })

import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { MINUTE_MS } from '../lib/time/units'
import { queueDigests } from './digests'

const FIRST_RUN_MS = 15_000
const BETWEEN_RUNS_MS = 5 * MINUTE_MS
const SPREAD = 0.2
const STOP_MS = 1_000

const spread = () => 1 + SPREAD * Math.random()

/**
 * Queues digests from now on, every few minutes. Several processes may do so at once.
 * @returns what ends it
 */
export const keepDigests = ({
  firstRunMs = FIRST_RUN_MS,
  onError,
  pool,
}: {
  firstRunMs?: number
  onError: (error: unknown) => void
  pool: Pool
}): (() => Promise<void>) => {
  const stopping = new AbortController()
  const { signal } = stopping
  const wait = (ms: number) => sleep(ms, undefined, { ref: false, signal }).catch(() => undefined)
  const runForEver = async () => {
    await wait(firstRunMs * spread())
    while (!signal.aborted) {
      await queueDigests({ now: new Date(), pool }).catch(onError)
      await wait(BETWEEN_RUNS_MS * spread())
    }
  }
  const ended = runForEver()
  return async () => {
    stopping.abort()
    await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })])
  }
}

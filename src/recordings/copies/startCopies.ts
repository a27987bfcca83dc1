import type { Payload } from 'payload'
import { keepsRecordings } from '../../clients/keepsRecordings'
import { recordingHosts } from '../../dialler/allowedHosts'
import { startLoop } from '../../lib/startLoop'
import { MINUTE_MS } from '../../lib/time/units'
import type { Lane } from '../../outbox/lane'
import type { Schedule } from '../../outbox/schedule'
import { startLane } from '../../outbox/startLane'
import { copyRecording } from './copyRecording'
import { countCopy } from './countCopy'
import { type ClaimedCopy, claimCopies, finishCopy, giveBackCopies } from './queue'
import { sweepCopies } from './sweepCopies'

/** How many recordings a process copies at a time. */
const PARALLEL = 4
/** Well below the lease. */
const COPY_MS = 4 * MINUTE_MS
/** Ends before that, so that what was written is cleaned up in time. */
const FETCH_MS = COPY_MS - 10_000

/** Links work for half an hour. */
const SCHEDULE: Schedule = {
  firstPauseMs: 2 * MINUTE_MS,
  giveUpMs: 20 * MINUTE_MS,
  growth: 4,
  longestPauseMs: 8 * MINUTE_MS,
  mostAttempts: 3,
  shortestPauseMs: 10_000,
}

type Copies = {
  /** `RECORDING_HOSTS`; empty: Vapi's. */
  hosts: readonly string[]
  payload: Payload
}

/** The lane of copies of recordings. */
const copiesLane = ({ hosts, payload }: Copies): Lane<ClaimedCopy> => {
  const { pool } = payload.db
  const keeps = keepsRecordings('client')
  const allowed = recordingHosts(hosts)
  return {
    attempt: (copy, signals) =>
      copyRecording({ copy, deadlineMs: FETCH_MS, hosts: allowed, payload, ...signals }),
    claim: (limit) => claimCopies({ keeps, limit, payload }),
    deadlineMs: COPY_MS,
    finish: (copy, verdict) => finishCopy(pool, copy, verdict),
    giveBack: (leases) => giveBackCopies(pool, leases),
    isDownWhenSlow: false,
    note: countCopy,
    parallel: PARALLEL,
    schedule: SCHEDULE,
    words: {
      failed: 'The recording could not be copied.',
      tooSlow: `Copying took longer than ${COPY_MS / MINUTE_MS} minutes.`,
    },
  }
}

/**
 * Starts copying recordings whose links came with reports, and deleting links that have expired.
 * @returns stops it: copies in flight are given back
 */
export const startCopies = ({
  onError,
  ...copies
}: Copies & { onError: (error: unknown) => void }): (() => Promise<void>) => {
  const { pool } = copies.payload.db
  const stopLane = startLane({ lane: copiesLane(copies), onError })
  const stopSweep = startLoop({
    every: MINUTE_MS,
    onError,
    run: () => sweepCopies(pool),
    spread: 0.2,
  })
  return async () => {
    await Promise.all([stopLane(), stopSweep()])
  }
}

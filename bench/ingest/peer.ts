import type { PeerName } from './options'

/** One thing to measure. */
export type Cell = {
  bytes: number
  concurrency: number
  /** Whether every other report says more of a call that was answered; else few repeat one as it was. */
  repeats: 'few' | 'half'
  /** Different for every cell of a run: call ids are made of it. */
  run: number
  seconds: number
}

/** What was measured. Times in milliseconds; CPU time for each accepted request. */
export type Measured = {
  accepted: number
  appCPU: number
  databaseCPU: number
  loaderCPU: number
  p50: number
  p99: number
  /** Accepted requests in a second. */
  rate: number
  /** Requests answered otherwise than 2xx, or not at all. */
  refused: number
  violations: string[]
}

/** Somebody who can take reports. */
export type Peer = { measure: (cell: Cell) => Promise<Measured>; name: PeerName }

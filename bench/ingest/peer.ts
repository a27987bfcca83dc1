import type { PeerName } from './options'

/** One combination of parameters to measure. */
export type Cell = {
  bytes: number
  concurrency: number
  /** `half`: every other report adds to a call that was already reported; `few`: few reports are repeats. */
  repeats: 'few' | 'half'
  /** Different for every cell, because call ids are made from it. */
  run: number
  seconds: number
}

/** What was measured. Times are in milliseconds; CPU times are per accepted request. */
export type Measured = {
  accepted: number
  appCPU: number
  databaseCPU: number
  loaderCPU: number
  p50: number
  p99: number
  /** Accepted requests per second. */
  rate: number
  /** Requests without a 2xx answer. */
  refused: number
  violations: string[]
}

/** Something that can store reports. */
export type Peer = { measure: (cell: Cell) => Promise<Measured>; name: PeerName }

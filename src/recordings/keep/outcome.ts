import type { FullBecause } from '../store/store'

/** What became of a recording that was to be kept. Bytes are those of the recording itself. */
export type KeepOutcome =
  | { bytes: number; kind: 'kept' }
  /** `share`: the client has as much as one may have. */
  | { because: 'share' | FullBecause; kind: 'full'; problem: string }
  | { kind: 'failed' | 'no_call' | 'not_audio' | 'too_large'; problem: string }

/** What became of a recording that was to be kept. Bytes are those of the recording itself. */
export type KeepOutcome =
  | { bytes: number; kind: 'kept' }
  | { kind: 'failed' | 'full' | 'no_call' | 'not_audio' | 'too_large'; problem: string }

/**
 * Recordings of calls: their copies, where they are kept, playing them.
 * @module
 */

import type { Part } from '../seal/frames'

/** Where a recording is kept. */
export type StoreKind = 'disk' | 's3'

/** Why a store takes no more. */
export type FullBecause = 'disk' | 'limit'

/** The disk has no room to spare for recordings. */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

/** Where sealed files are kept, under names that say nothing. */
export type RecordingStore = {
  kind: StoreKind
  /**
   * Stores a file. It is there whole and safely, or not at all.
   * @throws {NoRoom} if there is too little free space
   */
  put: (
    name: string,
    frames: AsyncIterable<Uint8Array>,
    options: { signal: AbortSignal },
  ) => Promise<void>
  /** Reads a part of a sealed file. Null if there is no such file. */
  read: (
    name: string,
    options: Part & { signal: AbortSignal },
  ) => Promise<AsyncIterable<Uint8Array> | null>
  /** Deletes a file. Nothing happens if there is none. */
  remove: (name: string) => Promise<void>
}

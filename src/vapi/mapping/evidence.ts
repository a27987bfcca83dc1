import { rawOf } from './raw'

/**
 * Where a value was read. `from`: a path, or `output <name>`, `variable <name>`. `raw`: what stood there, masked,
 * at most 200 characters.
 */
export type EvidenceLine = { from: string; raw: string }

/**
 * Of an own field only `from`, if what stood there is what the value says itself: nearly always, and with 20 of them
 * it would be most of what is stored.
 */
export type StoredLine = EvidenceLine | string

/** By the name of the field; own fields as `fields.<key>`. */
export type Evidence = Record<string, StoredLine>

/** The same with whole lines, as people see it. */
export type ShownEvidence = Record<string, EvidenceLine>

/** A line as it is stored beside its value. */
export const storedLine = (line: EvidenceLine, value: unknown): StoredLine =>
  isSaidBy(value) && rawOf(value) === line.raw ? line.from : line

/** A stored line as people see it; `value` is the one that it is stored beside. */
export const wholeLine = (line: StoredLine, value: unknown): EvidenceLine =>
  typeof line === 'string' ? { from: line, raw: isSaidBy(value) ? rawOf(value) : '' } : line

const isSaidBy = (value: unknown): value is boolean | number | string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

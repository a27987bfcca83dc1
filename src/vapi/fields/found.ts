import type { Entry, Holder } from './holders'

/** The field that a value was read from. */
export type At = { entry: Entry; holder: Holder }

/** A value, and the field that it was read from. */
export type Found<Value> = { at: At; value: Value }

import type { BodyToRead, Readings } from '../reading'

/** `withReports`: return the reports too, which a merge needs. */
export type Job = BodyToRead & { id: number; withReports: boolean }
export type Answer = { id: number; readings: Readings }

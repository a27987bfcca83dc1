import type { Posted, Readings } from '../reading'

/** `withReports`: what a merge needs comes along. */
export type Job = Posted & { id: number; withReports: boolean }
export type Answer = { id: number; readings: Readings }

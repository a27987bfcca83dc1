import type { Posted, Readings } from '../reading'

export type Job = Posted & { id: number }
export type Answer = { id: number; readings: Readings }

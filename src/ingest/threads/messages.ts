import type { Posted, Reading } from '../reading'

export type Job = Posted & { id: number }
export type Answer = { id: number; reading: Reading }

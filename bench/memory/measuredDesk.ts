import type { Pool } from 'pg'

/** The desk that is measured. */
export type MeasuredDesk = { processID: number; sql: Pool; tokens: string[]; url: string }

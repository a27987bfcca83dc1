import { Counter } from 'prom-client'
import { counted } from './counters'

const reads = new Counter({
  help: 'Reads that may go to a standby, by which server answered',
  labelNames: ['server'] as const,
  name: 'desk_reads_total',
  registers: [counted],
})

/** Counts a read that may go to a standby. */
export const countRead = (server: 'primary' | 'replica'): void => reads.inc({ server })

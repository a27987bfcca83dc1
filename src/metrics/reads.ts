import { Counter } from 'prom-client'
import { counted } from './counters'

const reads = new Counter({
  help: 'Reads that may use a standby, by the server that responded',
  labelNames: ['server'] as const,
  name: 'desk_reads_total',
  registers: [counted],
})

/** Counts a read that may use a standby. */
export const countRead = (server: 'primary' | 'replica'): void => reads.inc({ server })

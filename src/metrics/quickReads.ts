import { Counter } from 'prom-client'
import { QUICK_WAYS, waysTaken } from '../quickWays'
import { counted } from './counters'

/**
 * Exports the counts of the quick ways. `src/quickWays.ts` may not import the metrics, so they are read
 * here.
 */
export const quickReads = new Counter({
  collect() {
    this.reset()
    const taken = waysTaken()
    for (const way of QUICK_WAYS) {
      this.inc({ taken: 'yes', way }, taken[way].yes)
      this.inc({ taken: 'no', way }, taken[way].no)
    }
  },
  help: 'Reads that might go a quicker way than Payload’s own, by way and whether it was taken',
  labelNames: ['taken', 'way'] as const,
  name: 'desk_quick_reads_total',
  registers: [counted],
})

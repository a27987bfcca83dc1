import type { Importer } from '../types'

/** Reads calls from CSV. */
export const csvCalls: Importer = {
  check: () => Promise.resolve({ ok: false, reason: 'Not written yet.' }),
  name: 'csv-calls',
  async *rows() {},
}

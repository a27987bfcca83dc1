import type { Importer } from '../types'

/** Reads bodies that Vapi sent, one a line. */
export const ndjson: Importer = {
  check: () => Promise.resolve({ ok: false, reason: 'Not written yet.' }),
  name: 'ndjson',
  async *rows() {},
}

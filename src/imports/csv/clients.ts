import type { Importer } from '../types'

/** Reads clients from CSV. */
export const csvClients: Importer = {
  check: () => Promise.resolve({ ok: false, reason: 'Not written yet.' }),
  name: 'csv-clients',
  async *rows() {},
}

import type { Importer } from '../types'

/** Reads what `manage.py dumpdata` writes. */
export const django: Importer = {
  check: () => Promise.resolve({ ok: true, rows: 0 }),
  name: 'django',
  async *rows() {},
}

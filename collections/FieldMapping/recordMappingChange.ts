import { isDeepStrictEqual } from 'node:util'
import type { GlobalAfterChangeHook } from 'payload'
import { recordAudit } from '../../src/audit/record'
import { readDeskMapping } from '../../src/fields/stored'

/** Records in the history that the mapping changed. The values stay out of it: they quote what agents wrote. */
export const recordMappingChange: GlobalAfterChangeHook = async ({ doc, previousDoc, req }) => {
  const [before, after] = [previousDoc, doc].map(({ mapping }) => readDeskMapping(mapping))
  if (!isDeepStrictEqual(before, after)) {
    await recordAudit({
      action: 'changed',
      changes: { mapping: 'changed' },
      collection: 'field-mapping',
      label: 'Field mapping',
      req,
    })
  }
  return doc
}

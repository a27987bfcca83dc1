import type { GlobalAfterChangeHook } from 'payload'
import { z } from 'zod'
import { recordAudit } from '../../src/audit/record'

const nameSchema = z.object({ agencyName: z.string().nullish() })

const nameOf = (document: unknown): null | string =>
  nameSchema.safeParse(document).data?.agencyName || null

/** Records in the history that the agency has another name. */
export const recordDeskChange: GlobalAfterChangeHook = async ({ doc, previousDoc, req }) => {
  const [before, after] = [nameOf(previousDoc), nameOf(doc)]
  if (before !== after) {
    await recordAudit({
      action: 'changed',
      changes: { agencyName: [before, after] },
      collection: 'desk',
      label: 'Desk settings',
      req,
    })
  }
  return doc
}

import { z } from 'zod'
import type { RereadCounts } from '../../ingest/reread/rereadCalls'
import type { ChangedCall } from './changes'

export const countsSchema = z.object({
  changed: z.number(),
  fields: z.record(z.string(), z.number()),
  read: z.number(),
  unreadable: z.number(),
  withoutBodies: z.number(),
})

/**
 * The calls of a run. `read`: their bodies were read; of these, `changed` say something else now. `fields`: in how many
 * calls each field changes, own ones as `fields.<key>`. `withoutBodies`, `unreadable`: left as they are.
 */
export type ReprojectionCounts = z.infer<typeof countsSchema>

export const NO_COUNTS: ReprojectionCounts = {
  changed: 0,
  fields: {},
  read: 0,
  unreadable: 0,
  withoutBodies: 0,
}

/** How many calls a run is done with. */
export const doneOf = ({ read, unreadable, withoutBodies }: ReprojectionCounts): number =>
  read + unreadable + withoutBodies

/** Adds what was read of a batch of calls. */
export const addBatch = (counts: ReprojectionCounts, batch: RereadCounts): ReprojectionCounts => ({
  ...counts,
  read: counts.read + batch.reread,
  unreadable: counts.unreadable + batch.unreadable,
  withoutBodies: counts.withoutBodies + batch.withoutBodies,
})

/** Adds calls that changed. */
export const addChanged = (
  counts: ReprojectionCounts,
  changed: readonly ChangedCall[],
): ReprojectionCounts => {
  const fields = new Map(Object.entries(counts.fields))
  for (const name of changed.flatMap(({ changes }) => Object.keys(changes))) {
    fields.set(name, (fields.get(name) ?? 0) + 1)
  }
  return { ...counts, changed: counts.changed + changed.length, fields: Object.fromEntries(fields) }
}

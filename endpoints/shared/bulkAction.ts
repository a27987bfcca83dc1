import type { Endpoint, PayloadRequest } from 'payload'
import type { z } from 'zod'
import type { AuditedCollection } from '../../src/audit/actions'
import { answerProgress } from './lines'
import { type Permit, permittedSelection, type Selection, selectedIDs } from './selection'

const BATCH = 500

type Work = {
  /** Acts on one batch of the selected documents. */
  act: (ids: readonly string[]) => Promise<void>
  /** The result so far. */
  result: () => object
}

/** Yields `{done, total}` after each batch, then the result. */
async function* inBatches(ids: readonly string[], { act, result }: Work): AsyncGenerator<object> {
  const total = ids.length
  for (let start = 0; start < total; start += BATCH) {
    await act(ids.slice(start, start + BATCH))
    yield { done: Math.min(start + BATCH, total), total }
  }
  yield result()
}

type BulkAction<Options> = {
  /** Prepares the work on the selected documents. */
  begin: (args: {
    ids: readonly string[]
    options: Options
    req: PayloadRequest
    selection: Selection
  }) => Promise<Work> | Work
  collection: AuditedCollection
  /** The schema of the body's options, without the selection. */
  options: z.ZodType<Options>
  path: string
  permit: Permit
}

/** Creates an endpoint for an action on the documents that the body selects by `ids`, `where` or `all`. */
export const bulkAction = <Options>({
  begin,
  collection,
  options: optionsSchema,
  path,
  permit,
}: BulkAction<Options>): Endpoint => ({
  handler: async (req) => {
    const asked = await permittedSelection(req, { options: optionsSchema, permit })
    const { options, permitted, selection } = asked
    const ids = await selectedIDs({ collection, permitted, req, selection })
    return answerProgress(req, inBatches(ids, await begin({ ids, options, req, selection })))
  },
  method: 'post',
  path,
})

import type { CollectionAfterOperationHook, CollectionBeforeDeleteHook } from 'payload'
import { z } from 'zod'
import type { AuditedCollection } from '../../src/audit/actions'
import { recordChanged, recordCreated, recordDeleted, rememberName } from '../../src/audit/edits'
import { writeOnly } from '../../src/reading/writeOnly'

const oneSchema = z.object({ id: z.string() })
const resultSchema = z.union([
  z.object({ docs: z.array(oneSchema) }).transform(({ docs }) => docs),
  oneSchema.transform((document) => [document]),
])

const RECORD = {
  create: recordCreated,
  delete: recordDeleted,
  deleteByID: recordDeleted,
  update: recordChanged,
  updateByID: recordChanged,
} as const

const isRecorded = (operation: string): operation is keyof typeof RECORD => operation in RECORD

type HistoryHooks<Slug extends AuditedCollection> = {
  afterOperation: CollectionAfterOperationHook<Slug>
  beforeDelete: CollectionBeforeDeleteHook
}

/**
 * Hooks that record what people and the desk do to documents. They run at the end of the operation and in its
 * transaction, so a failed operation leaves no entry. `lockBeforeWrite` keeps the documents from before an
 * update.
 */
export const historyOf = <Slug extends AuditedCollection>(
  collection: Slug,
): HistoryHooks<Slug> => ({
  afterOperation: writeOnly(async ({ operation, req, result }) => {
    if (!isRecorded(operation)) return result
    const ids = resultSchema.parse(result).map(({ id }) => id)
    await RECORD[operation]({ collection, ids, req })
    return result
  }),
  beforeDelete: ({ id, req }) => rememberName({ collection, ids: [String(id)], req }),
})

import type { CollectionAfterOperationHook } from 'payload'
import { countTouchedBy } from '../../../src/audit/history'

/** Adds to the entries of bulk actions how many documents they changed. */
export const countTouched: CollectionAfterOperationHook<'audit-log'> = async (operation) => {
  const { req } = operation
  if (operation.operation === 'find') {
    const { docs } = operation.result
    const counts = await countTouchedBy(
      req.payload.db.pool,
      docs.map(({ id }) => String(id)),
    )
    for (const document of docs) document.touchedCount = counts.get(String(document.id)) ?? null
  }
  if (operation.operation === 'findByID') {
    const { result } = operation
    const counts = await countTouchedBy(req.payload.db.pool, [String(result.id)])
    result.touchedCount = counts.get(String(result.id)) ?? null
  }
  return operation.result
}

import { type CollectionBeforeOperationHook, QueryError, type Where } from 'payload'

const asksForBody = (where: Where | undefined): boolean =>
  Object.entries(where ?? {}).some(([key, condition]) => {
    if (Array.isArray(condition)) return condition.some(asksForBody)
    return key === 'body'
  })

/** Refuses to search in bodies. They are stored compressed (`packedText`), so a search would fail or find nothing. */
export const refuseBodySearch: CollectionBeforeOperationHook = ({ args }) => {
  if ('where' in args && asksForBody(args.where)) throw new QueryError([{ path: 'body' }])
}

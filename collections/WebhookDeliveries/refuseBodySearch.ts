import { type CollectionBeforeOperationHook, QueryError, type Where } from 'payload'

const asksForBody = (where: Where | undefined): boolean =>
  Object.entries(where ?? {}).some(([key, condition]) => {
    if (Array.isArray(condition)) return condition.some(asksForBody)
    return key === 'body'
  })

/** Bodies are packed (`packedText`): a search would look through packed bytes, or fail. */
export const refuseBodySearch: CollectionBeforeOperationHook = ({ args }) => {
  if ('where' in args && asksForBody(args.where)) throw new QueryError([{ path: 'body' }])
}

import type {
  Collection,
  CollectionBeforeOperationHook,
  PayloadRequest,
  SelectType,
  Sort,
  Where,
} from 'payload'

type HookOperation = Parameters<CollectionBeforeOperationHook>[0]

/** What the hooks of an operation look at and change. */
export type Asked = {
  id?: string
  limit?: number | undefined
  page?: number | undefined
  select?: SelectType | undefined
  sort?: Sort | undefined
  where?: undefined | Where
}

type ListHooks = {
  args: Asked
  collection: Collection
  operation?: 'count' | 'read'
  req: PayloadRequest
}

/** What is asked for as the list's own hooks make it, or refuse it. */
export const applyListHooks = async ({
  args: given,
  collection,
  operation = 'read',
  req,
}: ListHooks): Promise<Asked> => {
  const { config } = collection
  let args: HookOperation['args'] = { ...given, collection, req }
  for (const hook of config.hooks.beforeOperation) {
    const asked: HookOperation = {
      args,
      collection: config,
      context: req.context,
      operation,
      overrideAccess: false,
      req,
    }
    args = (await hook(asked)) ?? args
  }
  return {
    ...('limit' in args ? { limit: args.limit } : {}),
    ...('page' in args ? { page: args.page } : {}),
    ...('select' in args ? { select: args.select } : {}),
    ...('sort' in args ? { sort: args.sort } : {}),
    ...('where' in args ? { where: args.where } : {}),
  }
}

import type {
  Collection,
  CollectionBeforeOperationHook,
  PayloadRequest,
  SelectType,
  Sort,
  Where,
} from 'payload'

type HookOperation = Parameters<CollectionBeforeOperationHook>[0]

/** The arguments of a list or count that its hooks see and change. */
export type ListHookArgs = {
  id?: string
  limit?: number | undefined
  page?: number | undefined
  select?: SelectType | undefined
  sort?: Sort | undefined
  where?: undefined | Where
}

type ListHooks = {
  args: ListHookArgs
  collection: Collection
  operation?: 'count' | 'read'
  req: PayloadRequest
}

/**
 * Runs the collection's own `beforeOperation` hooks, as Payload does before it reads a list.
 * @returns the arguments as the hooks have changed them
 * @throws what a hook throws to refuse the request
 */
export const applyListHooks = async ({
  args: given,
  collection,
  operation = 'read',
  req,
}: ListHooks): Promise<ListHookArgs> => {
  const { config } = collection
  let args: HookOperation['args'] = { ...given, collection, req }
  for (const hook of config.hooks.beforeOperation) {
    const hookArgs: HookOperation = {
      args,
      collection: config,
      context: req.context,
      operation,
      overrideAccess: false,
      req,
    }
    args = (await hook(hookArgs)) ?? args
  }
  return {
    ...('limit' in args ? { limit: args.limit } : {}),
    ...('page' in args ? { page: args.page } : {}),
    ...('select' in args ? { select: args.select } : {}),
    ...('sort' in args ? { sort: args.sort } : {}),
    ...('where' in args ? { where: args.where } : {}),
  }
}

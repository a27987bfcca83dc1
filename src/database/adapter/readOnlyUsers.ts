import type { DatabaseAdapterObj, PayloadRequest } from 'payload'
import { refuseReadOnly } from '../../access/readOnly'

type Asked = { req?: Partial<PayloadRequest> }

/**
 * Refuses every write of Payload's that is made for a client whom staff see the desk as. Whatever forgot to
 * ask is stopped here.
 */
export const withReadOnlyUsers = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const guarded =
      <Args extends Asked, Result>(write: (args: Args) => Promise<Result>) =>
      async (args: Args): Promise<Result> => {
        refuseReadOnly(args.req)
        return write.call(adapter, args)
      }
    adapter.create = guarded(adapter.create)
    adapter.createGlobal = guarded(adapter.createGlobal)
    adapter.deleteMany = guarded(adapter.deleteMany)
    adapter.deleteOne = guarded(adapter.deleteOne)
    adapter.updateGlobal = guarded(adapter.updateGlobal)
    adapter.updateMany = guarded(adapter.updateMany)
    adapter.updateOne = guarded(adapter.updateOne)
    adapter.upsert = guarded(adapter.upsert)
    return adapter
  },
})

import {
  type AccessResult,
  createLocalReq,
  type PayloadRequest,
  type SelectType,
  type Where,
} from 'payload'
import { isStaff } from '../access/roles'
import { readUsers } from '../access/users'
import { checkFilter } from '../database/adapter/checkedFilters'
import type { Column } from '../database/lists/columns'
import { applyListHooks } from '../payload/applyListHooks'
import { executeAccess, executeAuthStrategies, validateQueryPaths } from '../payload/operations'
import { readableColumns } from '../reading/columns'

/** Which calls and which fields, as in a list. */
type Wanted = { select?: SelectType | undefined; where?: undefined | Where }

/** What a user may export at this moment. */
export type Permit = {
  access: AccessResult
  /** Which columns of the calls' clients the user may see. */
  clients: { names: boolean; timezone: boolean }
  columns: readonly Column[]
  req: PayloadRequest
  wanted: Wanted
  where: Where
}

/** The user may no longer read what is being exported. */
class NoLongerAllowed extends Error {
  override name = 'NoLongerAllowed'
}

/**
 * Determines what a user may export, by the same rules as Payload's own list.
 * @throws what Payload throws: 403 if the user may not read calls, 400 for a filter on a field they may
 *   not see
 */
export const permitExport = async (req: PayloadRequest, wanted: Wanted): Promise<Permit> => {
  const collection = req.payload.collections['call-summaries']
  const { config } = collection
  const { select, where = {} } = await applyListHooks({ args: { ...wanted }, collection, req })
  const access = await executeAccess({ req }, config.access.read)
  await validateQueryPaths({ collectionConfig: config, overrideAccess: false, req, where })
  // Checked before the response begins: after that, it could only be cut off.
  checkFilter({ collection: config.slug, where }, req.payload)
  const columns = await readableColumns({ config, req, select })
  const seesAll = (await readUsers({ req })) === true
  const clients = {
    names: seesAll && columns.some(({ name }) => name === 'client'),
    timezone: seesAll || !isStaff(req.user),
  }
  return { access, clients, columns, req, wanted, where }
}

const shapeOf = ({ access, clients, columns }: Permit): string =>
  JSON.stringify([access, clients, columns.map(({ name }) => name)])

/**
 * Authenticates the user again and checks what they may read: during an export, keys are revoked and
 * clients deactivated. It makes a new request, since Payload caches the documents that it has loaded
 * for one.
 * @throws {NoLongerAllowed} if they may not, or if the set of calls or columns has changed
 */
export const renewPermit = async (permit: Permit): Promise<Permit> => {
  const { headers, payload, user: requester } = permit.req
  const { user } = await executeAuthStrategies({ headers, payload })
  if (!user || user.id !== requester?.id) throw new NoLongerAllowed('Signed out during an export.')
  const req = await createLocalReq({ req: { headers }, user }, payload)
  const renewed = await permitExport(req, permit.wanted)
  if (shapeOf(renewed) !== shapeOf(permit)) {
    throw new NoLongerAllowed('Rights changed during an export.')
  }
  return renewed
}

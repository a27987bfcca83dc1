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

/** Which calls, and what of them: both as in a list. */
type Wanted = { select?: SelectType | undefined; where?: undefined | Where }

/** What somebody may export right now. */
export type Permit = {
  access: AccessResult
  /** What may be seen of the users that calls belong to: staff of all or none, clients of one. */
  clients: { names: boolean; timezone: boolean }
  columns: readonly Column[]
  req: PayloadRequest
  wanted: Wanted
  where: Where
}

/** The person who asked may no longer read what is being exported. */
class NoLongerAllowed extends Error {
  override name = 'NoLongerAllowed'
}

/**
 * Finds out what somebody may export, by the same rules as Payload's own list.
 * @throws what Payload answers: 403 for who may read no calls, 400 for a filter on what they may not see
 */
export const permitExport = async (req: PayloadRequest, wanted: Wanted): Promise<Permit> => {
  const collection = req.payload.collections['call-summaries']
  const { config } = collection
  const { select, where = {} } = await applyListHooks({ args: { ...wanted }, collection, req })
  const access = await executeAccess({ req }, config.access.read)
  await validateQueryPaths({ collectionConfig: config, overrideAccess: false, req, where })
  // Before the answer begins: then it could only be cut off.
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
 * Asks anew who it is and what they may read: keys get revoked and clients deactivated meanwhile. For a
 * new request, since Payload keeps the documents that it has loaded for one.
 * @throws {NoLongerAllowed} also when it is another set of calls or columns than before
 */
export const renewPermit = async (permit: Permit): Promise<Permit> => {
  const { headers, payload, user: asker } = permit.req
  const { user } = await executeAuthStrategies({ headers, payload })
  if (!user || user.id !== asker?.id) throw new NoLongerAllowed('Signed out during an export.')
  const req = await createLocalReq({ req: { headers }, user }, payload)
  const renewed = await permitExport(req, permit.wanted)
  if (shapeOf(renewed) !== shapeOf(permit)) {
    throw new NoLongerAllowed('Rights changed during an export.')
  }
  return renewed
}

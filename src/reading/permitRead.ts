import type { AccessResult, PayloadRequest, Where } from 'payload'
import type { Column } from '../database/lists/columns'
import { type Asked, applyListHooks } from '../payload/applyListHooks'
import { executeAccess } from '../payload/operations'
import { noteWay } from '../quickWays'
import { readableColumns } from './columns'
import { isPlainFilter } from './plainFilter'
import { isWriteOnly } from './writeOnly'

/** What somebody may read of what was asked for. */
export type ReadPermit = {
  access: AccessResult
  asked: Asked
  columns: readonly Column[]
  where: undefined | Where
}

type PermitRead = { args: Asked; operation?: 'count' | 'read'; req: PayloadRequest }

const SLUG = 'call-summaries'

/**
 * Finds out what somebody may read of calls, by the rules that Payload applies: the collection's hooks,
 * its access, that of each field, and that of each field of the filter.
 * @returns undefined for what is not that plain: Payload's own operation can do it, and says why if not
 * @throws 403 for who may read no calls, and what the hooks refuse
 */
export const permitRead = async (asked: PermitRead): Promise<ReadPermit | undefined> => {
  const permit = await permitPlain(asked)
  noteWay('permit', permit !== undefined)
  return permit
}

const permitPlain = async ({
  args,
  operation = 'read',
  req,
}: PermitRead): Promise<ReadPermit | undefined> => {
  const collection = req.payload.collections[SLUG]
  const { config } = collection
  const { afterOperation, afterRead, beforeRead } = config.hooks
  if (![...afterOperation, ...afterRead, ...beforeRead].every(isWriteOnly)) return undefined
  const asked = await applyListHooks({ args, collection, operation, req })
  const access = await executeAccess({ req }, config.access.read)
  if (!(await isPlainFilter({ config, req, where: asked.where }))) return undefined
  const columns = await readableColumns({ config, req, select: asked.select })
  return { access, asked, columns, where: asked.where }
}

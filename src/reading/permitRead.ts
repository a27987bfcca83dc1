import type { AccessResult, PayloadRequest, SanitizedCollectionConfig, Where } from 'payload'
import type { Column } from '../database/lists/columns'
import { isObject } from '../lib/values'
import { type Asked, applyListHooks } from '../payload/applyListHooks'
import { executeAccess } from '../payload/operations'
import { noteWay } from '../quickWays'
import { readableColumn, readableColumns } from './columns'
import { isWriteOnly } from './writeOnly'

const OPERATORS = new Set([
  'contains',
  'equals',
  'exists',
  'greater_than',
  'greater_than_equal',
  'in',
  'less_than',
  'less_than_equal',
  'like',
  'not_equals',
  'not_in',
  'not_like',
])

const isCondition = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).every((operator) => OPERATORS.has(operator))

type Filter = { config: SanitizedCollectionConfig; req: PayloadRequest; where: undefined | Where }

/**
 * Whether a filter asks for nothing but the collection's own columns, and only for those that this person
 * may read. Payload's own check asks the access of every field of the collection each time, to look up
 * one; whatever is not as plain as this is left to it.
 */
const isPlainFilter = async ({ config, req, where }: Filter): Promise<boolean> => {
  for (const [key, value] of Object.entries(where ?? {})) {
    if (Array.isArray(value)) {
      if (key !== 'and' && key !== 'or') return false
      for (const each of value) {
        if (typeof each !== 'object' || each === null) return false
        if (!(await isPlainFilter({ config, req, where: each }))) return false
      }
      continue
    }
    if (!isCondition(value)) return false
    const field = config.flattenedFields.find(({ name }) => name === key)
    if (key !== 'id' && !(field && (await readableColumn(field, req)))) return false
  }
  return true
}

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

import type { AccessResult, PayloadRequest, SanitizedCollectionConfig, Where } from 'payload'
import type { Column } from '../database/lists/columns'
import { isObject } from '../lib/values'
import { applyListHooks, type ListHookArgs } from '../payload/applyListHooks'
import { executeAccess } from '../payload/operations'
import { noteWay } from '../quickWays'
import { isReadablePath, readableColumns } from './columns'
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
 * True if a filter uses only the collection's own columns, and only those that the user may read.
 * Payload's own check evaluates the access of every field of the collection to look up one. Any other
 * filter is left to it.
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
    if (key !== 'id' && !(await isReadablePath(config, key, req))) return false
  }
  return true
}

/** True if a selection names single fields of a group. */
const selectsWithin = (select: ListHookArgs['select']): boolean =>
  Object.values(select ?? {}).some((value) => typeof value === 'object')

/** What the user may read: the access filter and the columns, with the arguments after the hooks. */
export type ReadPermit = {
  access: AccessResult
  asked: ListHookArgs
  columns: readonly Column[]
  where: undefined | Where
}

type PermitRead = { args: ListHookArgs; operation?: 'count' | 'read'; req: PayloadRequest }

const SLUG = 'call-summaries'

/**
 * Determines what the user may read of calls, by the same rules as Payload: the collection's hooks, its
 * access, and the access of each field that is selected or filtered.
 * @returns undefined if the request needs more than this; Payload's own operation then handles or
 *   refuses it
 * @throws 403 if the user may not read calls, and what the hooks throw
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
  if (selectsWithin(asked.select)) return undefined
  if (!(await isPlainFilter({ config, req, where: asked.where }))) return undefined
  const columns = await readableColumns({ config, req, select: asked.select })
  return { access, asked, columns, where: asked.where }
}

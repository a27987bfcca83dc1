import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { findAllIDs } from '../../src/database/lists/findAllIDs'
import { isWhere } from '../../src/lib/values'
import { refusal } from '../../src/refusals/refusals'
import { jsonBody, requireLogin } from './caller'

const selectionSchema = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(100_000) }),
  z.strictObject({ where: z.custom<Where>(isWhere) }),
  z.strictObject({ all: z.literal(true) }),
])

const SELECTION_KEYS = new Set(['all', 'ids', 'where'])

/** Which documents a bulk action is for: named ones, those a filter finds, or all. */
export type Selection = z.infer<typeof selectionSchema>

const bodySchema = z.looseObject({})

/** For an action whose body says nothing but the selection. */
export const NO_OPTIONS = z.strictObject({})

/** What the caller may act on; false for nothing. */
export type Permit = (req: PayloadRequest) => Promise<boolean | Where>

type Asked<Options> = {
  /** A strict object: what it does not know is refused. */
  options: z.ZodType<Options>
  permit: Permit
}

/**
 * The selection and the options in the JSON body of a bulk action, for a caller who may act on some documents.
 * @throws {Refusal} UNAUTHORIZED, FORBIDDEN, BODY_INVALID
 */
export const permittedSelection = async <Options>(
  req: PayloadRequest,
  { options: optionsSchema, permit }: Asked<Options>,
): Promise<{ options: Options; permitted: true | Where; selection: Selection }> => {
  requireLogin(req)
  const permitted = await permit(req)
  if (permitted === false) throw refusal('FORBIDDEN')
  const message = 'Send a JSON body with “ids”, “where” or “all”.'
  const entries = Object.entries(await jsonBody(req, bodySchema, message))
  const pick = (isSelection: boolean) =>
    Object.fromEntries(entries.filter(([key]) => SELECTION_KEYS.has(key) === isSelection))
  const selection = selectionSchema.safeParse(pick(true))
  const options = optionsSchema.safeParse(pick(false))
  if (!selection.success || !options.success) throw refusal('BODY_INVALID', { message })
  return { options: options.data, permitted, selection: selection.data }
}

/** The filter of a selection. */
export const whereOf = (selection: Selection): Where => {
  if ('ids' in selection) return { id: { in: selection.ids } }
  return 'where' in selection ? selection.where : {}
}

type SelectedIDs = {
  collection: CollectionSlug
  /** What the person may act on, as collection access gives it. */
  permitted: true | Where
  req: PayloadRequest
  selection: Selection
}

/**
 * The ids that a selection means for this person: the filter as the list shows it (with the
 * collection's own base filter), of what the person may read and act on.
 */
export const selectedIDs = async ({
  collection,
  permitted,
  req,
  selection,
}: SelectedIDs): Promise<string[]> => {
  const { admin } = req.payload.collections[collection].config
  const baseFilter = await (admin.baseFilter ?? admin.baseListFilter)?.({
    limit: 0,
    page: 1,
    req,
    sort: '',
  })
  const parts = [whereOf(selection), baseFilter, permitted === true ? null : permitted]
  const filters = parts.filter(
    (part): part is Where => isWhere(part) && Object.keys(part).length > 0,
  )
  return findAllIDs({ collection, req, where: filters.length > 0 ? { and: filters } : {} })
}

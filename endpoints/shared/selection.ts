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

/** The documents of a bulk action: by ids, by a filter, or all. */
export type Selection = z.infer<typeof selectionSchema>

const bodySchema = z.looseObject({})

/** The schema of an action without options. */
export const NO_OPTIONS = z.strictObject({})

/** The access rule of an action. False if the caller may not act on anything. */
export type Permit = (req: PayloadRequest) => Promise<boolean | Where>

type ActionRules<Options> = {
  /** A strict object, so that unknown options are refused. */
  options: z.ZodType<Options>
  permit: Permit
}

/**
 * Parses the selection and the options of a bulk action's JSON body, and checks that the caller may act at all.
 * @throws {Refusal} UNAUTHORIZED, FORBIDDEN, BODY_INVALID
 */
export const permittedSelection = async <Options>(
  req: PayloadRequest,
  { options: optionsSchema, permit }: ActionRules<Options>,
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

/** The selection as a filter. */
export const whereOf = (selection: Selection): Where => {
  if ('ids' in selection) return { id: { in: selection.ids } }
  return 'where' in selection ? selection.where : {}
}

type SelectedIDs = {
  collection: CollectionSlug
  /** The result of the access rule: the documents that the user may act on. */
  permitted: true | Where
  req: PayloadRequest
  selection: Selection
}

/**
 * The ids of the selected documents that the user may read and act on. Filters include the collection's base
 * filter, as in the list.
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

import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { findAllIDs } from '../../src/database/lists/findAllIDs'
import { isWhere } from '../../src/lib/values'

const selectionSchema = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(100_000) }),
  z.strictObject({ where: z.custom<Where>(isWhere) }),
  z.strictObject({ all: z.literal(true) }),
])

const SELECTION_KEYS = new Set(['all', 'ids', 'where'])

/** Which documents a bulk action is for: named ones, those a filter finds, or all. */
export type Selection = z.infer<typeof selectionSchema>

const bodySchema = z.looseObject({})

/** A selection, and what else the action was told. */
type SelectionWith<Options> = { options: Options; selection: Selection }

/**
 * Reads a bulk action's selection and options from the request's JSON body.
 * @param optionsSchema a strict object: what it does not know is refused
 * @returns null when the body is not understood
 */
export const readSelectionWith = async <Options>(
  req: PayloadRequest,
  optionsSchema: z.ZodType<Options>,
): Promise<null | SelectionWith<Options>> => {
  const body = bodySchema.safeParse(await req.json?.().catch(() => null)).data
  if (!body) return null
  const entries = Object.entries(body)
  const pick = (isSelection: boolean) =>
    Object.fromEntries(entries.filter(([key]) => SELECTION_KEYS.has(key) === isSelection))
  const selection = selectionSchema.safeParse(pick(true))
  const options = optionsSchema.safeParse(pick(false))
  return selection.success && options.success
    ? { options: options.data, selection: selection.data }
    : null
}

/** Reads a bulk action's selection from the request's JSON body, or null if there is none. */
export const readSelection = async (req: PayloadRequest): Promise<null | Selection> =>
  (await readSelectionWith(req, z.strictObject({})))?.selection ?? null

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

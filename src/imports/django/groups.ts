import type { PayloadRequest } from 'payload'
import { inOwnTransaction } from '../../database/connection/inOwnTransaction'
import { cutText } from '../../lib/shortText'
import { refusedWhy } from '../../refusals/refusedWhy'
import type { ImportRow } from '../types'

/** A group of the dump. `pk` null: the dump has natural keys, and accounts name it. */
export type DjangoGroup = { line: number; name: string; pk: null | string }

/** In characters. Names of Django's groups have at most 150. */
const MAX_NAME = 200

const findGroup = async (req: PayloadRequest, name: string): Promise<null | string> => {
  const { docs } = await req.payload.find({
    collection: 'groups',
    depth: 0,
    limit: 1,
    // The command has no user. It runs where the database is.
    overrideAccess: !req.user,
    pagination: false,
    req,
    where: { name: { equals: name } },
  })
  return docs[0]?.id ?? null
}

type Store = { dryRun: boolean; group: DjangoGroup; req: PayloadRequest }

/**
 * Finds the desk's group of the same name, or makes an empty one: the rights of Django's groups are not those of the
 * desk.
 * @returns its id, null in a dry run if it is not there, and the row
 */
export const storeGroup = async ({
  dryRun,
  group,
  req,
}: Store): Promise<{ id: null | string; row: ImportRow }> => {
  const { line, name } = group
  const row = { kind: 'group', label: cutText(name, MAX_NAME), line } as const
  if (name.length > MAX_NAME) {
    const notes = [`Its name has more than ${MAX_NAME} characters.`]
    return { id: null, row: { ...row, notes, result: 'error' } }
  }
  const known = await findGroup(req, name)
  if (known !== null) return { id: known, row: { ...row, notes: [], result: 'same' } }
  const notes = ['It was made without permissions: choose them in the admin.']
  if (dryRun) return { id: null, row: { ...row, notes, result: 'create' } }
  try {
    const { id } = await inOwnTransaction(req, (own) =>
      req.payload.create({
        collection: 'groups',
        data: { name, permissions: [] },
        overrideAccess: !req.user,
        req: own,
      }),
    )
    return { id, row: { ...row, notes, result: 'create' } }
  } catch (error) {
    const why = refusedWhy(error)
    if (why === null) throw error
    return { id: null, row: { ...row, notes: [why], result: 'error' } }
  }
}

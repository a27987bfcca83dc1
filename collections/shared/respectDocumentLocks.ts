import {
  type CollectionBeforeOperationHook,
  Locked,
  type PayloadRequest,
  type Where,
} from 'payload'
import { z } from 'zod'
import { findAllIDs } from '../../src/database/lists/findAllIDs'
import { isWhere } from '../../src/lib/values'

const LOCKS = 'payload-locked-documents'
/** How long a lock lasts after its owner's last edit. This is Payload's default. */
const LOCK_MS = 300_000

const askedSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  overrideAccess: z.boolean().default(false),
  overrideLock: z.boolean().default(true),
  where: z.custom<Where>(isWhere).optional(),
})
const lockSchema = z.object({ document: z.object({ value: z.string() }) })

type Lockable = 'brands' | 'groups' | 'users' | 'vapi-accounts'

/** The ids of the documents that other users are editing. */
const findHeld = async (collection: Lockable, req: PayloadRequest): Promise<string[]> => {
  const { docs } = await req.payload.find({
    collection: LOCKS,
    depth: 0,
    limit: 0,
    // The locks apply also to users who may not read them.
    overrideAccess: true,
    pagination: false,
    req,
    where: {
      and: [
        { 'document.relationTo': { equals: collection } },
        { updatedAt: { greater_than: new Date(Date.now() - LOCK_MS).toISOString() } },
        { 'user.value': { not_equals: req.user?.id } },
      ],
    },
  })
  return docs.flatMap((lock) => lockSchema.safeParse(lock).data?.document.value ?? [])
}

/**
 * Refuses to change documents that somebody else is editing, as Payload does. Payload reads its locks on a
 * second connection while it holds one, so enough concurrent changes would wait for each other until all fail.
 */
export const respectDocumentLocks =
  (collection: Lockable): CollectionBeforeOperationHook =>
  async ({ args, operation, req }) => {
    if (operation !== 'update' && operation !== 'delete') return args
    const { id, overrideAccess, overrideLock, where } = askedSchema.parse(args)
    // Requests that are not signed in are refused later.
    if (overrideLock || !req.user) return args
    const held = await findHeld(collection, req)
    const meant =
      held.length > 0 && id === undefined && where
        ? await findAllIDs({
            collection,
            overrideAccess,
            req,
            where: { and: [where, { id: { in: held } }] },
          })
        : held.filter((each) => each === String(id))
    if (meant.length > 0) {
      throw new Locked(`Document with ID ${meant[0]} is currently locked by another user.`)
    }
    return { ...args, overrideLock: true }
  }

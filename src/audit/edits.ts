import { isDeepStrictEqual } from 'node:util'
import type { PayloadRequest, SelectType } from 'payload'
import type { AuditAction, AuditedCollection } from './actions'
import { actorOf } from './actor'
import type { Changes } from './changes'
import { diff, type Stored } from './diff'
import { type AuditEvent, eventsOf } from './eventsOf'
import { findGroupNames } from './groupNames'
import { labelOf } from './labelOf'
import { type AuditEntry, newHead, type Touched, writeBulkEntry, writeEntries } from './log'

type Of = { collection: AuditedCollection; req: PayloadRequest }
type OfMany = Of & { ids: readonly string[] }

/** The fields that are read before a document is deleted: its name. */
const NAME_ONLY: SelectType = { businessName: true, email: true, name: true, vapiCallId: true }

/** By request: documents as they were before it changed or deleted them, by `collection id`. */
const befores = new WeakMap<object, Map<string, Stored>>()

const keyOf = (collection: string, id: string) => `${collection} ${id}`

const read = async (
  { collection, ids, req }: OfMany,
  select?: SelectType,
): Promise<Map<string, Stored>> => {
  if (ids.length === 0) return new Map()
  const { docs } = await req.payload.db.find<{ id: string }>({
    collection,
    limit: 0,
    pagination: false,
    req,
    ...(select ? { select } : {}),
    where: { id: { in: [...ids] } },
  })
  return new Map(docs.map((document) => [document.id, { ...document }]))
}

const remember = ({ collection, req }: Of, documents: ReadonlyMap<string, Stored>): void => {
  const known = befores.get(req) ?? new Map<string, Stored>()
  befores.set(req, known)
  for (const [id, document] of documents) known.set(keyOf(collection, id), document)
}

/** Reads documents before this request changes them, and keeps them for the entry. */
export const rememberBefore = async (many: OfMany): Promise<void> =>
  remember(many, await read(many))

/** Reads the names of documents before this request deletes them, and keeps them for the entry. */
export const rememberName = async (many: OfMany): Promise<void> =>
  remember(many, await read(many, NAME_ONLY))

const takeBefore = ({ collection, req }: Of, id: string): null | Stored => {
  const key = keyOf(collection, id)
  const before = befores.get(req)?.get(key) ?? null
  befores.get(req)?.delete(key)
  return before
}

const isGroups = (change: Changes[string] | undefined): change is [string[], string[]] =>
  Array.isArray(change)

/** Replaces the ids of groups by their names, which people know. */
const withGroupNames = async (req: PayloadRequest, all: readonly Touched[]): Promise<void> => {
  const changes = all.flatMap((each) => (isGroups(each.changes?.groups) ? [each.changes] : []))
  const ids = changes.flatMap(({ groups }) => (Array.isArray(groups) ? groups.flat() : []))
  if (ids.length === 0) return
  const names = await findGroupNames({ ids: ids.map(String), req })
  const named = (value: unknown) =>
    Array.isArray(value) ? value.map((id) => names.get(String(id)) ?? String(id)) : null
  for (const change of changes) {
    if (Array.isArray(change.groups)) {
      change.groups = [named(change.groups[0]), named(change.groups[1])]
    }
  }
}

/** The changes that all documents share. It has the values only where they are the same. */
const inCommon = (touched: readonly Touched[]): Changes | null => {
  const [first, ...others] = touched.map(({ changes }) => changes)
  if (!first) return null
  const shared = Object.entries(first).filter(([field]) =>
    others.every((each) => each !== null && field in each),
  )
  return Object.fromEntries(
    shared.map(([field, change]) => [
      field,
      others.every((each) => isDeepStrictEqual(each?.[field], change)) ? change : 'changed',
    ]),
  )
}

/** Writes the entries: one for all documents of an operation with the same action. */
const write = async (
  { collection, req }: Of,
  done: ReadonlyMap<AuditAction, readonly Touched[]>,
): Promise<void> => {
  const actor = actorOf(req)
  const singles: AuditEntry[] = []
  for (const [action, touched] of done) {
    await withGroupNames(req, touched)
    const [only, ...others] = touched
    if (!only) continue
    if (others.length === 0) singles.push({ ...newHead(actor, { action, collection }), ...only })
    else {
      const head = newHead(actor, { action, collection })
      await writeBulkEntry(req, { changes: inCommon(touched), head }, touched)
    }
  }
  await writeEntries(req, singles)
}

/** Records created documents. */
export const recordCreated = async ({ collection, ids, req }: OfMany): Promise<void> => {
  const made = await read({ collection, ids, req })
  const touched = [...made].map(([document, after]) => ({
    changes: diff(collection, null, after),
    document,
    label: labelOf(collection, after),
  }))
  await write({ collection, req }, new Map([['created', touched]]))
}

/** Records what an operation of this request changed in documents. */
export const recordChanged = async ({ collection, ids, req }: OfMany): Promise<void> => {
  const written = await read({ collection, ids, req })
  const done = new Map<AuditAction, Touched[]>()
  for (const [document, after] of written) {
    const before = takeBefore({ collection, req }, document)
    const events: AuditEvent[] = eventsOf(collection, before, after)
    for (const { action, changes } of events) {
      const touched = { changes, document, label: labelOf(collection, after) }
      done.set(action, [...(done.get(action) ?? []), touched])
    }
  }
  await write({ collection, req }, done)
}

/** Records deleted documents, which were read before. */
export const recordDeleted = async ({ collection, ids, req }: OfMany): Promise<void> => {
  const touched = ids.map((document) => {
    const before = takeBefore({ collection, req }, document)
    return { changes: null, document, label: before && labelOf(collection, before) }
  })
  await write({ collection, req }, new Map([['deleted', touched]]))
}

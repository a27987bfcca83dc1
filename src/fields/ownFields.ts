import type { Payload } from 'payload'
import { z } from 'zod'
import { readPool } from '../database/connection/replica'
import { sharedWeakMap } from '../lib/inProcess'
import type { OwnField } from '../vapi/mapping/mapping'
import { readClientMapping } from './stored'

/** So soon a change of a client's fields is seen in every process. */
const FRESH_MS = 3_000

/** The fields of so many clients are kept in memory. */
const MAX_KEPT = 1_000

/** The fields of so many clients are read at a time. */
const BATCH = 200

/** What readers of calls need: without sources and the values of choices, which can be megabytes. */
const READ = {
  name: 'desk_own_fields',
  text: `
    select client.id, coalesce((
      select jsonb_agg(jsonb_build_object(
        'key', field -> 'key', 'label', field -> 'label', 'type', field -> 'type', 'sources', '[]'::jsonb,
        'choices', coalesce((
          select jsonb_agg(jsonb_build_object('key', choice -> 'key', 'label', choice -> 'label') order by nth)
          from jsonb_array_elements(
            case when jsonb_typeof(field -> 'choices') = 'array' then field -> 'choices' else '[]' end
          ) with ordinality choices (choice, nth)), '[]')) order by place)
      from jsonb_array_elements(
        case when jsonb_typeof(field_mapping -> 'fields') = 'array' then field_mapping -> 'fields' else '[]' end
      ) with ordinality fields (field, place)), '[]') as fields
    from users client where client.id = any($1::uuid[])`,
}

const idSchema = z.guid()

const rowsSchema = z.array(z.object({ fields: z.unknown(), id: z.string() }))

const clientsSchema = z.array(z.object({ id: z.string() }))

/** The IDs of the clients that have own fields, the oldest first. @param limit how many at most */
export const clientsWithOwnFields = async ({ db }: Payload, limit: number): Promise<string[]> => {
  const { rows } = await (await readPool(db.pool)).query({
    name: 'desk_clients_with_own_fields',
    text: `select id from users where jsonb_path_exists(field_mapping, '$.fields[0]') order by id limit $1`,
    values: [limit],
  })
  return clientsSchema.parse(rows).map(({ id }) => id)
}

type Known = { fields: readonly OwnField[]; until: number }

const ofDesks = sharedWeakMap<Payload, Map<string, Known>>('own-fields')

const keptOf = (payload: Payload): Map<string, Known> => {
  const kept = ofDesks.get(payload) ?? new Map<string, Known>()
  ofDesks.set(payload, kept)
  return kept
}

const readFields = async (
  { db }: Payload,
  clientIDs: readonly string[],
): Promise<ReadonlyMap<string, readonly OwnField[]>> => {
  const { rows } = await (await readPool(db.pool)).query({ ...READ, values: [clientIDs] })
  return new Map(
    rowsSchema.parse(rows).map(({ fields, id }) => [id, readClientMapping({ fields }).fields]),
  )
}

/**
 * The own fields of clients by the client's ID, in their order, at most a few seconds old. `sources` and the `values`
 * of choices are empty. A client without own fields, and an ID that is no client's, has an empty list.
 */
export const ownFieldsOf = async (
  payload: Payload,
  clientIDs: readonly string[],
): Promise<ReadonlyMap<string, readonly OwnField[]>> => {
  const kept = keptOf(payload)
  const found = new Map<string, readonly OwnField[]>()
  const missing: string[] = []
  for (const id of new Set(clientIDs)) {
    const known = kept.get(id)
    if (known && known.until > performance.now()) found.set(id, known.fields)
    else if (idSchema.safeParse(id).success) missing.push(id)
    else found.set(id, [])
  }
  for (let at = 0; at < missing.length; at += BATCH) {
    const batch = missing.slice(at, at + BATCH)
    const read = await readFields(payload, batch)
    for (const id of batch) {
      const fields = read.get(id) ?? []
      found.set(id, fields)
      // The oldest goes first: a map keeps the order in which its keys were set.
      kept.delete(id)
      kept.set(id, { fields, until: performance.now() + FRESH_MS })
    }
  }
  for (const id of kept.keys()) {
    if (kept.size <= MAX_KEPT) break
    kept.delete(id)
  }
  return found
}

import { z } from 'zod'
import type { Database } from '../database/connection/deadline'
import { effectiveMapping } from '../vapi/mapping/effective'
import type { Mapping } from '../vapi/mapping/mapping'
import { readClientMapping, readDeskMapping } from './stored'

/**
 * What a client's reports are read with. `mapping` null: nothing is mapped. `version` differs for each content of
 * the client's mapping with its currency, and of the desk's mapping.
 */
export type VersionedMapping = { mapping: Mapping | null; version: string }

/**
 * SQL: the version of a client's mapping, with the currency that its own amounts are read with, together with the
 * desk's; never null. The database makes them from what is stored, so no writer can forget to change them.
 * @param users the table or its alias
 */
export const mappingVersionOf = (users: string): string =>
  `concat(${users}.mapping_version || coalesce(${users}.currency, ''), ' ', (select version from field_mapping limit 1))`

/** The version of clients without a mapping, on a desk without one. */
export const NO_MAPPING = ' '

/**
 * SQL: columns for `parseMapping`.
 * @param users the table or its alias
 */
export const mappingColumnsOf = (users: string): string =>
  `${mappingVersionOf(users)} as mapping_version, ${users}.currency as client_currency, ${users}.field_mapping::text as client_mapping,
      (select mapping::text from field_mapping limit 1) as desk_mapping`

export const mappingColumns = z.object({
  client_currency: z.string().nullable(),
  client_mapping: z.string().nullable(),
  desk_mapping: z.string().nullable(),
  mapping_version: z.string(),
})

/** In characters of JSON: a desk with some hundred clients that have much to map. In memory it is a few times that. */
const MAX_KNOWN = 16 * 2 ** 20

type Known = { mapping: Mapping | null; size: number }

/**
 * The mappings that were used last, by their version. They never become stale, because a version stands for one
 * content; clients that have only the desk's mapping share it.
 */
const known = new Map<string, Known>()
let knownSize = 0

const remember = (version: string, each: Known): void => {
  known.set(version, each)
  knownSize += each.size
  // The one that was used least recently goes first: a map keeps the order in which its keys were set.
  for (const [oldest, { size }] of known) {
    if (knownSize <= MAX_KNOWN || oldest === version) return
    known.delete(oldest)
    knownSize -= size
  }
}

/** The mapping of a version; undefined if it is not in memory. */
export const knownMapping = (version: string): Mapping | null | undefined => {
  if (version === NO_MAPPING) return null
  const found = known.get(version)
  if (found === undefined) return undefined
  known.delete(version)
  known.set(version, found)
  return found.mapping
}

const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

/** Parses what `mappingColumnsOf` selects. What is in memory already is not parsed again. */
export const parseMapping = ({
  client_currency: currency,
  client_mapping,
  desk_mapping,
  mapping_version: version,
}: z.infer<typeof mappingColumns>): VersionedMapping => {
  const found = knownMapping(version)
  if (found !== undefined) return { mapping: found, version }
  const mapping = effectiveMapping({
    client: readClientMapping(parse(client_mapping)),
    currency,
    desk: readDeskMapping(parse(desk_mapping)),
    version,
  })
  const size = (client_mapping?.length ?? 0) + (desk_mapping?.length ?? 0)
  remember(version, { mapping, size })
  return { mapping, version }
}

const READ_MAPPING = {
  name: 'desk_read_mapping',
  text: `select ${mappingColumnsOf('client')} from users client where client.id = $1::uuid`,
}

const READ_VERSION = {
  name: 'desk_read_mapping_version',
  text: `select ${mappingVersionOf('client')} as version from users client where client.id = $1::uuid`,
}

/**
 * Reads the mapping of a client from the primary. Without such a client, nothing is mapped.
 * @param queryable a pool or a connection
 */
export const readMappingOf = async (
  queryable: Database,
  clientID: string,
): Promise<VersionedMapping> => {
  const versions = await queryable.query<{ version: string }>({
    ...READ_VERSION,
    values: [clientID],
  })
  const version = versions.rows[0]?.version ?? NO_MAPPING
  const mapping = knownMapping(version)
  if (mapping !== undefined) return { mapping, version }
  const { rows } = await queryable.query({ ...READ_MAPPING, values: [clientID] })
  const read = mappingColumns.safeParse(rows[0]).data
  return read ? parseMapping(read) : { mapping: null, version: NO_MAPPING }
}

/**
 * The mapping of a version that a statement has just read: from memory, or else the client's mapping of now, which
 * may have another version already.
 */
export const mappingOfVersion = async (
  queryable: Database,
  { clientID, version }: { clientID: string; version: string },
): Promise<VersionedMapping> => {
  const mapping = knownMapping(version)
  return mapping === undefined ? await readMappingOf(queryable, clientID) : { mapping, version }
}

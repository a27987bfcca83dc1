import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { Changes } from '../audit/changes'
import { type BulkEntry, recordingDone } from '../audit/log'
import { type Scheme, versionOf } from './addresses'
import { LOGO_TYPES, type Logo } from './readLogo'

const storedSchema = z.array(
  z.object({ bytes: z.instanceof(Buffer), type: z.enum(LOGO_TYPES), version: z.string() }),
)

/** A logo as it is served. */
export type StoredLogo = z.infer<typeof storedSchema>[number]

type Whose = { brandID: string; scheme: Scheme }

/** Reads a logo; null if the brand has none. */
export const readStoredLogo = async (
  pool: Pick<Pool, 'query'>,
  { brandID, scheme }: Whose,
): Promise<null | StoredLogo> => {
  const { rows } = await pool.query({
    name: 'desk_brand_logo',
    text: 'select type, bytes, version from brand_logos where brand_id = $1::uuid and scheme = $2',
    values: [brandID, scheme],
  })
  return storedSchema.parse(rows)[0] ?? null
}

const CHANGED = {
  dark: { darkLogo: 'changed' },
  light: { lightLogo: 'changed' },
} as const satisfies Record<Scheme, Changes>

type Write = Whose & {
  /** The history entry, which says who did it. */
  entry: BulkEntry
}

/**
 * Stores a logo in place of the previous one. If it is the same file, nothing is written.
 * @returns false if there is no such brand
 */
export const storeLogo = async (
  db: Pick<PostgresAdapter['drizzle'], 'execute'>,
  { brandID, entry, logo, scheme }: Write & { logo: Logo },
): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    with brand as (select id, name from brands where id = ${brandID}::uuid for key share),
    stored as (
      insert into brand_logos (brand_id, scheme, type, bytes, version, width, height)
      select id, ${scheme}::text, ${logo.type}::text, ${logo.bytes}::bytea, ${versionOf(logo.bytes)}::text,
        ${logo.width}::int, ${logo.height}::int from brand
      on conflict (brand_id, scheme) do update set type = excluded.type, bytes = excluded.bytes,
        version = excluded.version, width = excluded.width, height = excluded.height, updated_at = now()
      where brand_logos.version <> excluded.version
      returning brand_id
    ), done as (
      select id, name as label, ${JSON.stringify(CHANGED[scheme])}::jsonb as changes
      from brand where id in (select brand_id from stored)
    ), ${recordingDone(entry)}
    select id from brand`)
  return rows.length > 0
}

/**
 * Removes a logo. If there is none, nothing is written.
 * @returns true if there was one
 */
export const removeLogo = async (
  db: Pick<PostgresAdapter['drizzle'], 'execute'>,
  { brandID, entry, scheme }: Write,
): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    with removed as (
      delete from brand_logos where brand_id = ${brandID}::uuid and scheme = ${scheme} returning brand_id
    ), done as (
      select id, name as label, ${JSON.stringify(CHANGED[scheme])}::jsonb as changes
      from brands where id in (select brand_id from removed)
    ), ${recordingDone(entry)}
    select id from done`)
  return rows.length > 0
}

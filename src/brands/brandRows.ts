import type { Payload } from 'payload'
import { z } from 'zod'
import { describeError } from '../lib/describeError'
import { freshFor } from '../lib/freshFor'
import { sharedWeakMap } from '../lib/inProcess'
import { text } from '../lib/schemas'

/** So soon a change of a brand is seen in every process. */
const FRESH_MS = 3_000

/** How many brands a desk can have. All of them are kept in memory. */
export const MAX_BRANDS = 500

const brandSchema = z.object({
  accent: text,
  darkLogo: text,
  hosts: z.array(z.string()),
  id: z.string(),
  imprintURL: text,
  lightLogo: text,
  lightLogoType: text,
  name: z.string(),
  privacyURL: text,
  senderName: text,
  supportEmail: text,
  supportPhone: text,
})

/** A brand as it is stored. `lightLogo` and `darkLogo` are the versions of its logos; null where it has none. */
export type BrandRow = z.infer<typeof brandSchema>

const READ = {
  name: 'desk_brands',
  text: `
    select (select agency_name from desk order by created_at limit 1) as agency,
      coalesce((select jsonb_agg(each) from (
        select brand.id, brand.name, brand.accent, brand.sender_name as "senderName",
          brand.support_email as "supportEmail", brand.support_phone as "supportPhone",
          brand.imprint_u_r_l as "imprintURL", brand.privacy_u_r_l as "privacyURL",
          (select version from brand_logos where brand_id = brand.id and scheme = 'light') as "lightLogo",
          (select type from brand_logos where brand_id = brand.id and scheme = 'light') as "lightLogoType",
          (select version from brand_logos where brand_id = brand.id and scheme = 'dark') as "darkLogo",
          coalesce((select jsonb_agg(host.text order by host."order") from brands_texts host
            where host.parent_id = brand.id and host.path = 'hosts' and host.text is not null), '[]') as hosts
        from brands brand order by brand.created_at limit ${MAX_BRANDS}) each), '[]') as brands`,
}

const rowsSchema = z.tuple([z.object({ agency: text, brands: z.array(brandSchema) })])

/** All brands of a desk. */
export type Brands = {
  /** The name of the agency; null until it is set. */
  agency: null | string
  byHost: ReadonlyMap<string, BrandRow>
  byID: ReadonlyMap<string, BrandRow>
}

const readBrands = async ({ db }: Payload): Promise<Brands> => {
  const { rows } = await db.pool.query(READ)
  const [{ agency, brands }] = rowsSchema.parse(rows)
  return {
    agency: agency?.trim() || null,
    byHost: new Map(brands.flatMap((brand) => brand.hosts.map((host) => [host, brand] as const))),
    byID: new Map(brands.map((brand) => [brand.id, brand])),
  }
}

const ofDesks = sharedWeakMap<Payload, ReturnType<typeof freshFor<Brands>>>('brands')

/**
 * All brands, at most a few seconds old, with at most one query in that time. If the database is away, those
 * that were known before.
 * @throws if they were never read
 */
export const brandsOf = (payload: Payload): Promise<Brands> => {
  const known = ofDesks.get(payload)
  if (known) return known.get()
  const fresh = freshFor({
    milliseconds: FRESH_MS,
    onError: (error) => payload.logger.error(`The brands were not read: ${describeError(error)}`),
    read: () => readBrands(payload),
  })
  ofDesks.set(payload, fresh)
  return fresh.get()
}

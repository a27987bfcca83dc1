import { sql } from '@payloadcms/db-postgres/drizzle'

/** Who counts as a client, in SQL: active, and neither staff nor superuser. As in `figures/links.ts`. */
export const IS_CLIENT = 'is_active and is_staff is not true and is_superuser is not true'

/** What a user is called, in SQL: the business, the person, or the e-mail. */
export const USER_LABEL_TEXT =
  "coalesce(nullif(users.business_name, ''), nullif(users.name, ''), users.email)"

/** {@link USER_LABEL_TEXT} for Drizzle's statements. */
export const USER_LABEL = sql.raw(USER_LABEL_TEXT)

import { sql } from '@payloadcms/db-postgres/drizzle'

/** SQL condition on `users`: a client, which is active and neither staff nor superuser. As in `figures/links.ts`. */
export const IS_CLIENT = 'is_active and is_staff is not true and is_superuser is not true'

/** SQL expression on `users`: the user's display name, which is the business name, the name or the e-mail. */
export const USER_LABEL_TEXT =
  "coalesce(nullif(users.business_name, ''), nullif(users.name, ''), users.email)"

/** {@link USER_LABEL_TEXT} for Drizzle's statements. */
export const USER_LABEL = sql.raw(USER_LABEL_TEXT)

/** Who counts as a client, in SQL: active, and neither staff nor superuser. As in `links.ts`. */
export const IS_CLIENT = 'is_active and is_staff is not true and is_superuser is not true'

/** What a client is called, in SQL. */
export const CLIENT_NAME = `coalesce(nullif(business_name, ''), nullif(name, ''), email)`

/** What stands where a secret stood. No token can contain it: brackets are not URL-safe. */
export const MASK = '[masked]'

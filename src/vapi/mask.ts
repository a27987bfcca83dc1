/** Replaces a secret. No token can contain it, since brackets are not URL-safe. */
export const MASK = '[masked]'

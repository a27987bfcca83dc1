/**
 * How many custom fields of a call are stored, the first ones received; its bodies contain all. Each is
 * merged separately, so a post with 100,000 would delay all others.
 */
export const MAX_FIELDS = 10_000

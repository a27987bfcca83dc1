/**
 * So many custom fields of a call are kept beside its bodies, the first that were sent. Each is merged by
 * itself: one post of 100,000 would keep everybody else waiting.
 */
export const MAX_FIELDS = 10_000

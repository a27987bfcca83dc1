/** SQL condition on `webhook_deliveries`: it needs review, and nobody has marked it as seen. */
export const NEEDS_REVIEW = `state = 'needs_review' and seen_at is null`

import type { Refusal } from '../../src/refusals/refusals'

/** What a page says to whom the desk has no time for, whoever it is. */
export const LATER =
  'There were too many tries, or the desk is busy. Wait a moment, then try again.'

/** Whether a refusal is about when somebody came, not about what was sent. */
export const isLater = ({ status }: Pick<Refusal, 'status'>): boolean =>
  status === 429 || status === 503

/** The header that says when to come again. */
export const waitOf = ({ retryAfter }: Pick<Refusal, 'retryAfter'>): Record<string, string> =>
  retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }

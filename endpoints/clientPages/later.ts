import type { Refusal } from '../../src/refusals/refusals'

/** The message of pages for refusals that are over after a while. */
export const LATER =
  'There were too many attempts, or the desk is busy. Wait a moment, then try again.'

/** Whether the same request can succeed later: there were too many, or the desk was busy. */
export const isLater = ({ status }: Pick<Refusal, 'status'>): boolean =>
  status === 429 || status === 503

/** The `Retry-After` header of a refusal, if it has a time. */
export const waitOf = ({ retryAfter }: Pick<Refusal, 'retryAfter'>): Record<string, string> =>
  retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }

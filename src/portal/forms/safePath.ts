import { ownPath } from '../../lib/ownPath'

/**
 * A path of this desk to go on to, from an address or a form. Others could lead to another site.
 * @returns `otherwise` if it is none
 */
export const safePath = (asked: unknown, otherwise: string): string => ownPath(asked) ?? otherwise

/** The sign-in page that leads on to a path of this desk. */
export const signInPath = (next: string): string =>
  next === '/calls' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`

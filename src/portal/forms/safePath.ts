/** An address of this server, for the check only. */
const HERE = 'http://desk.invalid'

const MAX_LENGTH = 2_000

/**
 * A path of this desk to go on to, from an address or a form. Others could lead to another site.
 * @returns the path with its query, without what a browser would read as another host; `otherwise` if it is none
 */
export const safePath = (asked: unknown, otherwise: string): string => {
  if (typeof asked !== 'string' || asked.length > MAX_LENGTH || !/^\/(?![/\\])/.test(asked)) {
    return otherwise
  }
  if (!URL.canParse(asked, HERE)) return otherwise
  const { hash, origin, pathname, search } = new URL(asked, HERE)
  // A browser leaves out tabs and line breaks, so that two slashes can come together.
  if (origin !== HERE || pathname.startsWith('//')) return otherwise
  // What the API answers is no page.
  if (/^\/api(?:\/|$)/.test(pathname)) return otherwise
  return `${pathname}${search}${hash}`
}

/** The sign-in page that leads on to a path of this desk. */
export const signInPath = (next: string): string =>
  next === '/calls' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`

const MAX_LENGTH = 2_000

// A base on which no real page is.
const HERE = 'http://desk.invalid'

const isControl = (character: string): boolean => character <= ' ' || character === '\u007f'

/**
 * The path to which a page may lead on, with its query, if it is one of this desk's own. Browsers read `//` and
 * `/\` as another host, and leave out line breaks and tabs, so texts with any of them do not count.
 * @returns the path as it may stand in a header. Null if it is not one of this desk, has more than 2,000
 *   characters, or is one of the API, which answers with no page.
 * @example
 * ownPath('/calls?search=anna') // '/calls?search=anna'
 * ownPath('//evil.example') // null
 */
export const ownPath = (text: unknown): null | string => {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return null
  if (!text.startsWith('/') || text.includes('\\') || [...text].some(isControl)) return null
  if (!URL.canParse(text, HERE)) return null
  const { hash, origin, pathname, search } = new URL(text, HERE)
  // Dots that were resolved must not leave two slashes either.
  if (origin !== HERE || pathname.startsWith('//')) return null
  if (/^\/api(?:\/|$)/.test(pathname)) return null
  const path = `${pathname}${search}${hash}`
  return path.length > MAX_LENGTH ? null : path
}

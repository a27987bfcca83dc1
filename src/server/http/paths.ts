const SLASH = '/'

/**
 * A path without trailing slashes. Not done by a regular expression, which would take quadratic time over
 * thousands of slashes in the middle.
 */
export const withoutEndSlashes = (path: string): string => {
  let end = path.length
  while (end > 0 && path[end - 1] === SLASH) end -= 1
  return path.slice(0, end)
}

/** The same for a request target, which may have a query. */
export const withPlainPath = (target: string): string => {
  const query = target.indexOf('?')
  if (query < 0) return withoutEndSlashes(target)
  return withoutEndSlashes(target.slice(0, query)) + target.slice(query)
}

/** A path as a server would read it that decodes and normalizes it. Undefined if it cannot be decoded. */
export const tidyPath = (path: string): string | undefined => {
  try {
    const decoded = decodeURIComponent(path).replaceAll('\\', SLASH)
    const segments: string[] = []
    for (const segment of decoded.split(SLASH)) {
      if (segment === '..') segments.pop()
      else if (segment !== '' && segment !== '.') segments.push(segment)
    }
    return `${SLASH}${segments.join(SLASH)}`
  } catch {
    return undefined
  }
}

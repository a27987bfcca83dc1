const SLASH = '/'

/**
 * A path without slashes at its end. Not by a regular expression: over thousands of slashes in the middle it
 * would take the square of them.
 */
export const withoutEndSlashes = (path: string): string => {
  let end = path.length
  while (end > 0 && path[end - 1] === SLASH) end -= 1
  return path.slice(0, end)
}

/** The same for a target, a path with a query or without. */
export const withPlainPath = (target: string): string => {
  const query = target.indexOf('?')
  if (query < 0) return withoutEndSlashes(target)
  return withoutEndSlashes(target.slice(0, query)) + target.slice(query)
}

/** A path as whoever decodes and tidies it would read it; undefined for one that cannot be decoded. */
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

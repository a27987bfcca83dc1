type Header = string | string[] | undefined

/** A header of a request, the first one where it came several times; null without one. */
export const firstHeader = (header: Header): null | string =>
  (Array.isArray(header) ? header[0] : header) ?? null

/** The first value of a header that is a list, such as those of several proxies. */
export const firstListed = (header: Header): string | undefined =>
  firstHeader(header)?.split(',')[0]?.trim()

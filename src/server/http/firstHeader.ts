type Header = string | string[] | undefined

/** A request header, the first value if there are several. Null if it is missing. */
export const firstHeader = (header: Header): null | string =>
  (Array.isArray(header) ? header[0] : header) ?? null

/** The first item of a header that holds a list, such as one that several proxies added to. */
export const firstListed = (header: Header): string | undefined =>
  firstHeader(header)?.split(',')[0]?.trim()

/** Formats of one desk are few; the limit is for odd locales and zones. Each takes some ten KB. */
const MAX_KEPT = 300

const kept = <Options extends object, Format>(
  make: (locale: string, options: Options) => Format,
) => {
  const known = new Map<string, Format>()
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`
    const found = known.get(key)
    if (found !== undefined) return found
    const format = make(locale, options)
    const oldest = known.keys().next().value
    if (known.size >= MAX_KEPT && oldest !== undefined) known.delete(oldest)
    known.set(key, format)
    return format
  }
}

/**
 * `new Intl.DateTimeFormat(locale, options)`, kept: making a format takes longer than a page of texts with it.
 * @throws RangeError for a locale or time zone that does not exist
 */
export const dateFormat = kept<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(
  (locale, options) => new Intl.DateTimeFormat(locale, options),
)

/**
 * `new Intl.NumberFormat(locale, options)`, kept.
 * @throws RangeError for a locale or currency that does not exist
 */
export const numberFormat = kept<Intl.NumberFormatOptions, Intl.NumberFormat>(
  (locale, options) => new Intl.NumberFormat(locale, options),
)

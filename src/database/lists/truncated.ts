/** How many characters of a summary lists and mails show. The single call has all of it. */
export const LISTED_SUMMARY = 20_000

/** How many characters of a summary the admin's list of calls reads: it shows one line of it. */
export const SUMMARY_LINE = 300

const COLLECTION = 'call-summaries'
const FIELD = 'summary'

/** The first `max` code points of a text: a surrogate pair is never split. */
export const firstCharacters = (text: string, max: number): string => {
  if (text.length <= max) return text
  let end = 0
  let count = 0
  while (count < max && end < text.length) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
    count += 1
  }
  return text.slice(0, end)
}

/** Whether lists truncate the texts of a field. */
export const isCut = (collection: string, name: string): boolean =>
  collection === COLLECTION && name === FIELD

/**
 * A column as SQL for lists. Of a long summary they read one character more than is shown, to notice the cut.
 * @param max how many characters are shown
 */
export const listedText = (
  collection: string,
  name: string,
  { column, max }: { column: string; max: number },
): string => (isCut(collection, name) ? `left(${column}, ${max + 1})` : column)

/**
 * Truncates the long summaries of a list's documents in place, and names the field in `truncated`.
 * @param max how many characters are shown
 */
export const cutSummaries = (
  collection: string,
  docs: readonly object[],
  max: number = LISTED_SUMMARY,
): void => {
  if (collection !== COLLECTION) return
  for (const doc of docs) {
    const summary: unknown = Reflect.get(doc, FIELD)
    if (typeof summary !== 'string' || summary.length <= max) continue
    const cut = firstCharacters(summary, max)
    if (cut.length < summary.length) Object.assign(doc, { summary: cut, truncated: [FIELD] })
  }
}

/** How many characters of a summary lists and mails show. The single call has all of it. */
export const LISTED_SUMMARY = 20_000

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
 */
export const listedText = (collection: string, name: string, column: string): string =>
  isCut(collection, name) ? `left(${column}, ${LISTED_SUMMARY + 1})` : column

/** Truncates the long summaries of a list's documents in place, and names the field in `truncated`. */
export const cutSummaries = (collection: string, docs: readonly object[]): void => {
  if (collection !== COLLECTION) return
  for (const doc of docs) {
    const summary: unknown = Reflect.get(doc, FIELD)
    if (typeof summary !== 'string' || summary.length <= LISTED_SUMMARY) continue
    const cut = firstCharacters(summary, LISTED_SUMMARY)
    if (cut.length < summary.length) Object.assign(doc, { summary: cut, truncated: [FIELD] })
  }
}

import { cutText } from '../../lib/shortText'

// Control characters but for tabs and line breaks, and marks that turn the direction of all that follows.
const INVISIBLE = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu

/** A text of somebody else's without what nobody can see. */
export const clean = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(INVISIBLE, '').trim()

/** The same in one line of at most `max` characters: line breaks would begin another header. */
export const oneLine = (text: string, max = 200): string => {
  const line = clean(text).replace(/\s+/g, ' ')
  return line.length > max ? `${cutText(line, max - 1).trimEnd()}…` : line
}

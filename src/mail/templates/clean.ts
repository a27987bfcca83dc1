import { cutText } from '../../lib/shortText'

// Control characters except tabs and line breaks, and marks that override the direction of text.
const INVISIBLE = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu

/** Untrusted text without control characters and direction overrides, trimmed; line breaks become `\n`. */
export const clean = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(INVISIBLE, '').trim()

/**
 * The same on one line of at most `max` characters. In a mail header, a line break would begin another
 * header.
 */
export const oneLine = (text: string, max = 200): string => {
  const line = clean(text).replace(/\s+/g, ' ')
  return line.length > max ? `${cutText(line, max - 1).trimEnd()}…` : line
}

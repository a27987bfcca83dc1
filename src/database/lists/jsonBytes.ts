const QUOTE = 0x22
const BACKSLASH = 0x5c
/** Backspace, tab, line feed, form feed and carriage return. */
const SHORT = new Set([8, 9, 10, 12, 13])

const bytesOfUnit = (unit: number): number => {
  if (unit < 0x20) return SHORT.has(unit) ? 2 : 6
  if (unit < 0x80) return unit === QUOTE || unit === BACKSLASH ? 2 : 1
  if (unit < 0x800) return 2
  // A pair of surrogates is four bytes.
  return unit >= 0xd800 && unit <= 0xdfff ? 2 : 3
}

/** How many bytes of UTF-8 a well-formed text takes as a JSON string, without the quotes. */
export const jsonBytes = (text: string): number => {
  let bytes = 0
  for (let at = 0; at < text.length; at += 1) bytes += bytesOfUnit(text.charCodeAt(at))
  return bytes
}

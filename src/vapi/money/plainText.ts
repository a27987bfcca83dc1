const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu
const DIGIT = /^\p{Nd}$/u
/** Texts that need no conversion, like nearly every price. */
const PLAIN = /^(?:[!-^a-~€£]| (?! ))*$/
const MARKS_OF_DIRECTION = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g

// The digits of a script are consecutive, beginning with zero, so the value is the distance from the zero.
const toAsciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

/**
 * A text about money with the digits, spaces and signs of all scripts as ASCII: "٤٥", "４５" and "४५"
 * become 45.
 * @returns null if it has fractions or superscript digits, which would merge with their neighbours
 */
export const toPlainText = (text: string): string | null => {
  if (PLAIN.test(text)) return text.replaceAll('**', '').trim()
  if (/[\p{No}\p{Nl}]/u.test(text)) return null
  return text
    .normalize('NFKC')
    .replace(MARKS_OF_DIRECTION, '')
    .replace(OTHER_DIGIT, toAsciiDigit)
    .replace(/\u066b/g, '.')
    .replace(/[\u066c\u060c]/g, ',')
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[\u2018\u2019\u02bc\u00b4\u05f3`]/g, "'")
    .replace(/\u05f4/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
}

/**
 * Accents of Latin, Greek and Cyrillic letters, and Hebrew and Arabic vowel marks: people often omit
 * them.
 */
const ACCENTS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/gu

/** Letters that Unicode does not decompose, and how people write them on another keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ð: 'd',
  ø: 'o',
  þ: 'th',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  œ: 'oe',
  ς: 'σ',
}
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

// biome-ignore lint/suspicious/noControlCharactersInRegex: what needs no folding
const ASCII = /^[\u0000-\u007f]*$/

/**
 * Folds a text, so that spellings that people consider the same become the same: lower case, without
 * accents, and full-width forms as plain ones.
 * @example
 * fold('Straße CAFÉ') // 'strasse cafe'
 */
export const fold = (text: string): string => {
  if (ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
}

// Longer words are split, since index entries have a maximum length.
const WORD = /[\p{L}\p{M}\p{N}]{1,40}/gu

/** Scripts that write no spaces between words. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/gu

/** The words of a folded text, in any language: only letters and digits, at most 40 characters each. */
export const wordsIn = (folded: string): string[] => folded.match(WORD) ?? []

/** All pairs of neighbouring characters: without spaces, it is unknown where words begin and end. */
const pairsIn = (run: string): string[] => {
  const characters = [...run]
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/** The parts by which a word is found: the word itself, or character pairs in scripts without spaces. */
export const partsOf = (word: string): string[] => {
  if (ASCII.test(word)) return [word]
  const parts: string[] = []
  let end = 0
  for (const { 0: run, index } of word.matchAll(UNSPACED)) {
    if (index > end) parts.push(word.slice(end, index))
    parts.push(...pairsIn(run))
    end = index + run.length
  }
  if (end < word.length) parts.push(word.slice(end))
  return parts
}

/** The digits of a text, without leading zeros, which some people write and others omit. */
export const digitsIn = (folded: string): string => folded.replace(/\D/g, '').replace(/^0+/, '')

/** Letters of the scripts that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

const FIRST_STRONG = '\u2068'
const END = '\u2069'

/**
 * A text for the middle of a sentence. One that is written from right to left is isolated, or it would also turn
 * the punctuation and the numbers beside it around. Other texts stay as they are.
 */
export const isolated = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG}${text}${END}` : text

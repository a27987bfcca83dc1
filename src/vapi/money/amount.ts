const PLAIN = /^(?:0|[1-9]\d*)$/
const DECIMAL = /^(?:0|[1-9]\d*)?[.,]\d+$/
// A separator between groups of three, then the other one before the decimals.
const THREES = /^[1-9]\d{0,2}(?:([.,' ])\d{3})+(?:(?!\1)[.,]\d+)?$/
/** Indian grouping: groups of two before a last group of three. */
const LAKHS = /^[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/
const ONE_GROUP_OF_THREE = /^[1-9]\d{0,2}[.,]\d{3}$/

export type Amount = {
  value: number
  /**
   * True for numbers such as "1.200", which is 1200 nearly everywhere, but 1.2 before "million" and in
   * Kuwait.
   */
  isEither: boolean
}

/**
 * Reads one written number: "1200", "1.200,50", "1,200.50", "1 200", "1'200", "1,00,000", ",5".
 * @returns null if it is not written like an amount: a date, a number with leading zeros
 * @example
 * readAmount('1.200,50') // { isEither: false, value: 1200.5 }
 * readAmount('1.200') // { isEither: true, value: 1200 }
 */
export const readAmount = (written: string): Amount | null => {
  const text = written.trim()
  if (PLAIN.test(text)) return { isEither: false, value: Number(text) }
  const groups = THREES.exec(text)
  if (groups || LAKHS.test(text)) {
    const separator = groups?.[1] ?? ','
    const plain = text.replaceAll(separator, '').replace(',', '.')
    return { isEither: ONE_GROUP_OF_THREE.test(text), value: Number(plain) }
  }
  if (DECIMAL.test(text)) return { isEither: false, value: Number(text.replace(',', '.')) }
  return null
}

const PLAIN = /^(?:0|[1-9]\d*)$/
const DECIMAL = /^(?:0|[1-9]\d*)?[.,]\d+$/
// The separator of groups of three, then the other one before the decimals.
const THREES = /^[1-9]\d{0,2}(?:([.,' ])\d{3})+(?:(?!\1)[.,]\d+)?$/
/** India: groups of two before a last one of three. */
const LAKHS = /^[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/
const ONE_GROUP_OF_THREE = /^[1-9]\d{0,2}[.,]\d{3}$/

export type Amount = {
  value: number
  /** "1.200" is 1200 nearly everywhere, but 1.2 before "million" and in Kuwait. */
  isEither: boolean
}

/**
 * One written number: "1200", "1.200,50", "1,200.50", "1 200", "1'200", "1,00,000", ",5". Null when it
 * is written as no amount is: a date, a number with leading zeros.
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

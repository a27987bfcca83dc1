import { createHmac, randomInt } from 'node:crypto'

/** How many digits a mail has. */
export const DIGITS = 6

// Prefix of the signed text. No other text that the desk signs begins like this.
const PURPOSE = 'sign-in digits\n'

/** Random digits, such as `048213`. */
export const newDigits = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')

/** The digits of what somebody typed or pasted: without spaces and hyphens. Null if it is anything else. */
export const plainDigits = (typed: string): null | string => {
  const digits = typed.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '')
  return /^\d{6}$/.test(digits) ? digits : null
}

/**
 * The hash of digits, as stored. It is keyed, because a million guesses would undo a plain hash, and it is for
 * one browser.
 * @param secret `payload.secret`
 */
export const digitsHash = ({
  browserHash,
  digits,
  secret,
}: {
  browserHash: string
  digits: string
  secret: string
}): string =>
  createHmac('sha256', secret).update(`${PURPOSE}${browserHash} ${digits}`).digest('hex')

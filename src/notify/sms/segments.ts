// GSM 03.38: an SMS with only these characters holds 160, any other 70; a part of a longer one 153 or 67.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Each counts as two. */
const EXTENDED = new Set('\f^{}\\[~]|€')

/**
 * The same text without the marks of letters that would make a message of it hold less than half: `mié` stays,
 * `sáb` becomes `sab`. Signs that cannot be written that way stay.
 */
export const withoutCostlyMarks = (text: string): string =>
  Array.from(text.normalize('NFC'), (character) => {
    if (BASIC.has(character) || EXTENDED.has(character)) return character
    const plain = character.normalize('NFD').replace(/\p{M}+/gu, '')
    return BASIC.has(plain) ? plain : character
  }).join('')

type Size = { part: number; single: number; units: number }

const sizeOf = (text: string): Size => {
  let units = 0
  for (const character of text) {
    if (BASIC.has(character)) units += 1
    else if (EXTENDED.has(character)) units += 2
    else return { part: 67, single: 70, units: text.length }
  }
  return { part: 153, single: 160, units }
}

/**
 * How many parts a text message has. Each part is billed.
 * @example
 * segmentsOf('Ada called.') // 1
 * segmentsOf('a'.repeat(161)) // 2
 */
export const segmentsOf = (text: string): number => {
  const { part, single, units } = sizeOf(text)
  // A character of two units is not split, so each part except the last may be one unit short.
  return units <= single ? 1 : Math.ceil(units / (part - 1))
}

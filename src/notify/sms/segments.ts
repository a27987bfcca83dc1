// GSM 03.38: an SMS in these alone has 160 characters, any other 70; in several parts 153 and 67 each.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Each takes the room of two. */
const EXTENDED = new Set('\f^{}\\[~]|€')

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

/** How many parts a text message takes, each of which is paid for. */
export const segmentsOf = (text: string): number => {
  const { part, single, units } = sizeOf(text)
  // A character of two units is not split, so each part but the last may be one short.
  return units <= single ? 1 : Math.ceil(units / (part - 1))
}

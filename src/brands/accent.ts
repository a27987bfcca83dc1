/** A readable shade of a colour for light and for dark pages, each with the colour of text on it; as `#rrggbb`. */
export type Accent = { dark: string; light: string; onDark: string; onLight: string }

type RGB = readonly [red: number, green: number, blue: number]

/** The darkest background of light pages and mails, and the lightest of dark ones. */
export const BACKGROUNDS = { dark: '#2a2a27', light: '#f2f2f0' } as const

/** What WCAG 2 demands of text in its level AA. */
export const MIN_CONTRAST = 4.5

const HEX = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i

const readHex = (text: string): null | RGB => {
  const [match, red = '', green = '', blue = ''] = HEX.exec(text) ?? []
  return match === undefined
    ? null
    : [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}

const toHex = (color: RGB): string =>
  `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`

const linear = (part: number): number => {
  const share = part / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** The relative luminance of WCAG 2, from 0 to 1. */
const luminance = ([red, green, blue]: RGB): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

const contrast = (one: RGB, other: RGB): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/**
 * The contrast of two colours by WCAG 2, from 1 to 21.
 * @returns NaN if one is not `#rrggbb`
 */
export const contrastOf = (one: string, other: string): number => {
  const [first, second] = [readHex(one), readHex(other)]
  return first && second ? contrast(first, second) : Number.NaN
}

const BLACK: RGB = [0, 0, 0]
const WHITE: RGB = [255, 255, 255]
const STEPS = 100

const mixed = (color: RGB, other: RGB, share: number): RGB => {
  const mix = (index: 0 | 1 | 2) => Math.round(color[index] * (1 - share) + other[index] * share)
  return [mix(0), mix(1), mix(2)]
}

/** The shade nearest to a colour that can be read on a background, on the way to black or white. */
const readableOn = (color: RGB, background: string, end: RGB): RGB => {
  const behind = readHex(background) ?? end
  for (let step = 0; step < STEPS; step += 1) {
    const shade = mixed(color, end, step / STEPS)
    if (contrast(shade, behind) >= MIN_CONTRAST) return shade
  }
  return end
}

/** Black or white, whichever is easier to read. One of them always has more than 4.5:1. */
const textOn = (color: RGB): string =>
  contrast(WHITE, color) >= contrast(BLACK, color) ? toHex(WHITE) : toHex(BLACK)

/**
 * The shades of a brand's colour that can be read: the colour itself where it can, else the nearest darker or
 * lighter one.
 * @param color as `#rrggbb`
 * @returns null if it is not such a colour
 * @example
 * readableAccent('#1d4ed8')
 * // { dark: '#7795e8', light: '#1d4ed8', onDark: '#000000', onLight: '#ffffff' }
 */
export const readableAccent = (color: null | string | undefined): Accent | null => {
  const read = readHex(color ?? '')
  if (!read) return null
  const light = readableOn(read, BACKGROUNDS.light, BLACK)
  const dark = readableOn(read, BACKGROUNDS.dark, WHITE)
  return { dark: toHex(dark), light: toHex(light), onDark: textOn(dark), onLight: textOn(light) }
}

import type { Brand } from '../brands/brandOf'

const COLOUR = /^#[0-9a-f]{6}$/i

/**
 * The style that gives pages a brand's accent.
 * @returns null for the desk's own colours, and for what is no colour
 */
export const accentStyle = (accent: Brand['accent']): null | string => {
  if (!accent || !Object.values(accent).every((colour) => COLOUR.test(colour))) return null
  const { dark, light, onDark, onLight } = accent
  // Twice, because React may write this before the stylesheet with the desk's own colours.
  const set = (colour: string, on: string) => `:root:root{--accent:${colour};--on-accent:${on}}`
  // Printed pages are black on white: see `tokens.css`.
  return `@media screen{${set(light, onLight)}}@media screen and (prefers-color-scheme:dark){${set(dark, onDark)}}`
}

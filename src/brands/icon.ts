import { html, Markup } from '../lib/html'
import { readableAccent } from './accent'
import type { StoredLogo } from './logos'

/** The side of an icon. Phones cut off up to a tenth of each side, so the logo stays away from the edges. */
const SIDE = 512
const LOGO = 320
const EDGE = (SIDE - LOGO) / 2
const NO_ACCENT = '#1d4ed8'

const drawing = (background: string, content: Markup): string =>
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}"><rect width="${SIDE}" height="${SIDE}" fill="${background}"/>${content}</svg>`
    .text

/** The first letter or digit of a name, with the marks that belong to it. */
const letterOf = (name: string): string =>
  /[\p{L}\p{N}]\p{M}*/u.exec(name.normalize('NFC'))?.[0].toLocaleUpperCase('en') ?? '•'

/** A square icon with the first letter of a name, on the brand's colour. SVG. */
export const letterIcon = ({ accent, name }: { accent: null | string; name: string }): string => {
  const { light, onLight } = readableAccent(accent) ?? { light: NO_ACCENT, onLight: '#ffffff' }
  return drawing(
    light,
    html`<text x="50%" y="50%" dy=".36em" text-anchor="middle" font-family="system-ui,-apple-system,'Segoe UI',Roboto,sans-serif" font-size="280" font-weight="700" fill="${onLight}">${letterOf(name)}</text>`,
  )
}

/** A square icon with a logo for light pages, on white. SVG that holds the logo and loads nothing. */
export const logoIcon = ({ bytes, type }: Pick<StoredLogo, 'bytes' | 'type'>): string =>
  drawing(
    '#ffffff',
    new Markup(
      `<image x="${EDGE}" y="${EDGE}" width="${LOGO}" height="${LOGO}" preserveAspectRatio="xMidYMid meet" href="data:${type};base64,${bytes.toString('base64')}"/>`,
    ),
  )

/** The lines of the desk's icon, a speech bubble with a sound wave, in a square of 24 units. */
export const ICON_LINES = [
  'M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H12l-4.5 4v-4h-2A1.5 1.5 0 0 1 4 14.5z',
  'M8.5 9v2M12 7.5v5M15.5 9v2',
] as const

// On a ground of its own, since a browser's tabs are light or dark.
const tile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d4ed8"/><g transform="translate(4 4)" fill="none" stroke="#fff" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${ICON_LINES.map((line) => `<path d="${line}"/>`).join('')}</g></svg>`

/** The icon of browser tabs, as a URL that contains the picture: no page has to ask for it. */
export const ICON_URL = `data:image/svg+xml,${encodeURIComponent(tile)}`

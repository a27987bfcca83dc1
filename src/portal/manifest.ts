import type { Brand } from '../brands/brandOf'

/** Where the server answers the manifest. */
export const MANIFEST_PATH = '/manifest.webmanifest'

/** The endpoint that makes it, below `/api`. */
export const MANIFEST_ENDPOINT = '/v1/portal/manifest'

/** The background of light pages, as in `tokens.css`, while a phone starts the portal. */
const BACKGROUND = '#f4f4f1'

/** What a phone needs to put the portal on its home screen. */
export const manifestOf = ({
  accent,
  icon,
  name,
  pngIcons,
}: Pick<Brand, 'accent' | 'icon' | 'name' | 'pngIcons'>) => ({
  background_color: BACKGROUND,
  display: 'standalone',
  icons: [
    { purpose: 'any', sizes: 'any', src: icon, type: 'image/svg+xml' },
    ...pngIcons.map(({ side, src }) => ({
      purpose: 'any',
      sizes: `${side}x${side}`,
      src,
      type: 'image/png',
    })),
  ],
  id: '/',
  name,
  scope: '/',
  short_name: name.length > 24 ? `${name.slice(0, 23).trimEnd()}…` : name,
  start_url: '/calls',
  theme_color: accent?.light ?? BACKGROUND,
})

/** The addresses of the settings. */
export const SETTINGS = {
  history: '/settings/history',
  keys: '/settings/keys',
  password: '/settings/password',
  top: '/settings',
} as const

/** The sections of the first page, which a form leads back to. */
export const SECTIONS = ['profile', 'hours', 'notices', 'region', 'rule'] as const

export type Section = (typeof SECTIONS)[number]

/** The name of a section's form. */
export const formName = (section: Section): `settings.${Section}` => `settings.${section}`

/** The path of the endpoint of a section's form, below `/api`. */
export const formPath = (section: Section): string => `/v1/portal/settings/${section}`

/** A section of the settings; after it was saved, with a line that says so. */
export const sectionAddress = (section: Section, isDone = false): string =>
  `${SETTINGS.top}${isDone ? `?done=${section}` : ''}#${section}`

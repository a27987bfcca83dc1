/** The addresses of the settings. */
export const SETTINGS = {
  history: '/settings/history',
  keys: '/settings/keys',
  password: '/settings/password',
  region: '/settings/region',
  top: '/settings',
} as const

/** The parts of the settings that have a form of their own. */
export const SECTIONS = ['profile', 'hours', 'notices', 'region', 'rule'] as const

export type Section = (typeof SECTIONS)[number]

/** The name of a part's form. */
export const formName = (section: Section): `settings.${Section}` => `settings.${section}`

/** The path of the endpoint of a part's form, below `/api`. */
export const formPath = (section: Section): string => `/v1/portal/settings/${section}`

/**
 * Where a part of the settings is; after it was saved, with a line that says so. Language and region have their own
 * page, because the lists of zones and currencies are longer than all the rest.
 */
export const sectionAddress = (section: Section, isDone = false): string => {
  const done = isDone ? `?done=${section}` : ''
  return section === 'region' ? `${SETTINGS.region}${done}` : `${SETTINGS.top}${done}#${section}`
}

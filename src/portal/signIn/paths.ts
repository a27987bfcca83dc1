/** The names of the forms, for `readFlash`. */
export const SIGN_IN_FORMS = {
  ask: 'signIn.ask',
  code: 'signIn.code',
  link: 'signIn.link',
  password: 'signIn.password',
} as const

/** Where clients go who asked for nothing else. */
const HOME = '/calls'

const withNext = (path: string, next: null | string): string =>
  next === null || next === HOME ? path : `${path}?next=${encodeURIComponent(next)}`

/** The sign-in page. @param next where to go afterwards: a path of this desk */
export const signInPage = (next: null | string): string => withNext('/sign-in', next)

/** The page that takes the six digits of a mail. @param next as in {@link signInPage} */
export const codePath = (next: null | string): string => withNext('/sign-in/code', next)

/** The page of a link from a mail. The sign-in page for what cannot be a token. */
export const linkPath = (token: string | undefined): string =>
  /^[0-9a-f]{64}$/.test(token ?? '') ? `/sign-in/${token}` : '/sign-in'

/** The address that prolongs a client's session and leads back to a page. */
export const stayPath = (page: string): string =>
  `/api/v1/portal/stay?next=${encodeURIComponent(page)}`

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}?`)

/** Where a user goes after signing in: staff stay in the admin, clients out of it. */
export const afterSignIn = ({
  admin,
  isStaff,
  next,
}: {
  /** The path of the admin. */
  admin: string
  isStaff: boolean
  next: null | string
}): string => {
  const home = isStaff ? admin : HOME
  return next !== null && isWithin(next, admin) === isStaff ? next : home
}

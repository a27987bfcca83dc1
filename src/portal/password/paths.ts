/** The names of the forms, for `readFlash`. */
export const PASSWORD_FORMS = { ask: 'password.ask', set: 'password.set' } as const

/** The page of a link from a mail. The page to ask for one for what cannot be a token. */
export const passwordPath = (token: string | undefined): string =>
  /^[0-9a-f]{1,128}$/.test(token ?? '') ? `/password/${token}` : '/password'

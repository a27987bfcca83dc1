import { PAGES } from '../../mail/links'

/** The name of the form, for `readFlash`. */
export const UNSUBSCRIBE_FORM = 'unsubscribe'

/** The page of the link that stops mails. */
export const unsubscribePath = (token: string | undefined): string =>
  `${PAGES.unsubscribe}/${encodeURIComponent(token ?? '')}`

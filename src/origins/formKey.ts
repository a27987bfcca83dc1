import { timingSafeEqual } from 'node:crypto'

/** The header by which the server in front of a page tells it its path and query. */
export const PATH_HEADER = 'desk-path'

/** The header by which the server in front of a page tells it the key for its form. */
export const FORM_KEY_HEADER = 'desk-form-key'

/** The cookie with the same key. */
export const FORM_KEY_COOKIE = 'desk-form-key'

/** The name of the form's hidden field. */
export const FORM_KEY_FIELD = 'desk-form-key'

const SHAPE = /^[\w-]{22}$/

/** True for a key as `newFormKey` makes them. */
export const isFormKey = (value: null | string | undefined): value is string =>
  typeof value === 'string' && SHAPE.test(value)

/** True if the form has the key of the browser's cookie: then the page that was sent to this browser posted it. */
export const isSameKey = (posted: null | string | undefined, cookie: null | string | undefined) =>
  isFormKey(posted) &&
  isFormKey(cookie) &&
  timingSafeEqual(Buffer.from(posted), Buffer.from(cookie))

import type { PayloadRequest } from 'payload'
import { FORM_KEY_COOKIE, FORM_KEY_FIELD, isSameKey } from '../../origins/formKey'
import { signInRefusal } from '../../origins/requestOrigin'
import { isolateObjectProperty } from '../../payload/operations'
import { parseCookies } from '../../payload/shared'
import type { Refusal } from '../../refusals/refusals'
import { firstOf, type Posted } from './postedForm'

/**
 * Whether a page of the desk posted the form. The origin says so. A page whose address is a secret has none
 * (`no-referrer`), and over plain http browsers do not say `same-origin` either: then the key of the form, which
 * only this browser has in its cookie, says so.
 * @returns the request to go on with, or why not
 */
export const ownForm = (
  req: PayloadRequest,
  posted: Posted,
): { refused: Refusal } | { req: PayloadRequest } => {
  const refused = signInRefusal(req)
  if (!refused) return { req }
  const isUnsaid = req.headers.get('origin') === 'null' && !req.headers.has('sec-fetch-site')
  const cookie = parseCookies(req.headers).get(FORM_KEY_COOKIE)
  if (!isUnsaid || !isSameKey(firstOf(posted, FORM_KEY_FIELD), cookie)) return { refused }
  const known = isolateObjectProperty(req, 'headers')
  const headers = new Headers(req.headers)
  headers.delete('origin')
  known.headers = headers
  return { req: known }
}

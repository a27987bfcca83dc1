import { parseCookies } from '../../payload/shared'
import type { Portal } from '../portal'
import { FLASH_COOKIE, openFlash } from './flash'
import { type FormState, formState } from './formState'

/**
 * The state of one of a page's forms: what was typed and what is wrong with it, if it was just refused.
 * @param form its name, as in `portalForm`
 */
export const stateOf = (
  { payload, req, texts }: Pick<Portal, 'payload' | 'req' | 'texts'>,
  form: string,
): FormState => {
  const cookie = parseCookies(req.headers).get(FLASH_COOKIE)
  const user = req.user?.id ?? null
  return formState(openFlash(cookie, { form, secret: payload.secret, user }), texts)
}

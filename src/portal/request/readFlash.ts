import { parseCookies } from '../../payload/shared'
import { FLASH_COOKIE, openFlash } from '../forms/flash'
import { type FormState, formState } from '../forms/formState'
import { portalRequest } from './portalRequest'

/**
 * The state of one of the page's forms: what was typed and what is wrong with it, if it was just refused.
 * @param form its name, as in `portalForm`
 */
export const readFlash = async (form: string): Promise<FormState> => {
  const { payload, req, texts } = await portalRequest()
  const cookie = parseCookies(req.headers).get(FLASH_COOKIE)
  const owner = { secret: payload.secret, user: req.user?.id ?? null }
  return formState(openFlash(cookie, { ...owner, form }), texts)
}

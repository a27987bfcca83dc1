import type { PayloadRequest } from 'payload'
import { html } from '../../lib/html'
import type { Refusal } from '../../refusals/refusals'
import { settings } from '../../settings/settings'
import { textsOfReader } from '../../translations/readerTexts'
import { plainPage } from '../plain/plainPage'

/**
 * The answer to a form that no page of the desk posted, or over an address at which no cookie would stay. Not the
 * page of the form: another site would choose what is shown there.
 */
export const refusedForm = (
  { headers: asked }: Pick<PayloadRequest, 'headers'>,
  { code, status }: Pick<Refusal, 'code' | 'status'>,
): Response => {
  const texts = textsOfReader({ acceptLanguage: asked.get('accept-language'), user: null })
  const { t } = texts
  const { SERVER_URL } = settings()
  const why =
    code === 'NOT_ENCRYPTED' && SERVER_URL !== undefined
      ? t('shell.form.plain', { url: new URL(SERVER_URL).origin })
      : t('shell.form.foreign')
  const { body, headers } = plainPage({
    content: html`<p role="alert">${why}</p>`,
    texts,
    title: t('shell.form.refused'),
  })
  return new Response(body, { headers, status })
}

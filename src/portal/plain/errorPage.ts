import { html } from '../../lib/html'
import { textsOfReader } from '../../translations/readerTexts'
import { type PlainPage, plainPage } from './plainPage'

/** After how many seconds a page tries again by itself. */
const AGAIN_SECONDS = { away: 5, busy: 3 }

type Asked = {
  acceptLanguage: null | string
  /** True for the answer to a form, which must not be sent again by itself. */
  isForm?: boolean
  /** The page tries again after so many seconds, where it does so. */
  seconds?: number
  status: number
}

/**
 * The page that says why there is none, in the browser's language. It tells nothing about what went wrong inside,
 * and knows nobody: it is also sent when the database is away.
 * @param status of the answer, from 400 on
 */
export const errorPage = ({
  acceptLanguage,
  isForm = false,
  seconds,
  status,
}: Asked): PlainPage => {
  const texts = textsOfReader({ acceptLanguage, user: null })
  const { t } = texts
  if (status === 503 || status === 429) {
    const kind = status === 503 ? 'away' : 'busy'
    const again = String(seconds ?? AGAIN_SECONDS[kind])
    const title = t(`shell.${kind}.title`)
    return plainPage({
      content: html`<p>${t(isForm ? 'shell.form.later' : `shell.${kind}.text`)}</p>`,
      headers: { ...(isForm ? {} : { refresh: again }), 'retry-after': again },
      texts,
      title,
    })
  }
  const calls = html`<p><a class="button" href="/calls">${t('shell.missing.link')}</a></p>`
  if (status < 500) {
    return plainPage({
      content: html`<p>${t('shell.missing.text')}</p>${calls}`,
      texts,
      title: t('shell.missing.title'),
    })
  }
  return plainPage({
    content: html`<p>${t('shell.error.text')}</p>${calls}`,
    texts,
    title: t('shell.error.title'),
  })
}

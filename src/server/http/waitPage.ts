import type { IncomingMessage } from 'node:http'
import { html } from '../../lib/html'
import { errorPage } from '../../portal/plain/errorPage'

type WaitPage = { seconds: number; status: number; text: string; title: string }

/** Forms of the portal. */
const FORMS = '/api/v1/portal/'

/** The admin's, and what is asked for from it. */
const OF_STAFF = /^\/(?:admin|api(?!\/v1\/portal\/))(?:[/?]|$)/

/** The same for clients, in their language, and without words for those who run the desk. */
const clientWaitPage = (incoming: IncomingMessage, { seconds, status }: WaitPage): Response => {
  const acceptLanguage = incoming.headers['accept-language'] ?? null
  const isForm = incoming.method === 'POST'
  const { body, headers } = errorPage({ acceptLanguage, isForm, seconds, status })
  return new Response(body, { headers, status })
}

/** An error page for people that says why, and reloads automatically. */
export const waitPage = (incoming: IncomingMessage, page: WaitPage): Response => {
  if (!OF_STAFF.test(incoming.url ?? '/')) return clientWaitPage(incoming, page)
  const { seconds, status, text, title } = page
  return new Response(
    html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 32rem; padding: 0 1rem">
<h1 style="font-size: 1.3rem">${title}.</h1>
<p>${text} This page reloads automatically every ${seconds} seconds.</p>
</body>
</html>
`.text,
    {
      headers: {
        'Cache-Control': 'no-store',
        'Content-Type': 'text/html; charset=utf-8',
        Refresh: String(seconds),
        'Retry-After': String(seconds),
      },
      status,
    },
  )
}

/** The error page for people while the database is away. */
export const awayPage = (incoming: IncomingMessage): Response =>
  waitPage(incoming, {
    seconds: 5,
    status: 503,
    text: 'Reports that arrive now are answered with 503, so that Vapi can send them again if it is set to retry.',
    title: 'The database does not answer',
  })

/** Whether a browser requests a page. */
export const wantsPage = ({ headers, method }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && headers.accept?.includes('text/html') === true

/** Whether a person sees the answer: who requests a page, or posts a form of the portal. */
export const isSeen = (incoming: IncomingMessage): boolean => {
  const { headers, method, url = '/' } = incoming
  if (wantsPage(incoming)) return true
  return (
    method === 'POST' && url.startsWith(FORMS) && headers.accept?.includes('text/html') === true
  )
}

import type { IncomingMessage } from 'node:http'
import { html } from '../../lib/html'

type Says = { seconds: number; status: number; text: string; title: string }

/** A page for people that says why there is none now, and tries again by itself. */
export const waitPage = ({ seconds, status, text, title }: Says): Response =>
  new Response(
    html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 32rem; padding: 0 1rem">
<h1 style="font-size: 1.3rem">${title}.</h1>
<p>${text} This page tries again by itself every ${seconds} seconds.</p>
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

/** Says to people that the database is away. */
export const awayPage = (): Response =>
  waitPage({
    seconds: 5,
    status: 503,
    text: 'Reports that come meanwhile are answered 503, so that Vapi sends those again that it is told to.',
    title: 'The database does not answer',
  })

/** Whether somebody asks for a page to look at. */
export const wantsPage = ({ headers, method }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && headers.accept?.includes('text/html') === true

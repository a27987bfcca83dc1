/**
 * Plain pages for clients, without scripts.
 * @module
 */

import { createHash } from 'node:crypto'
import { html, Markup } from '../lib/html'
import { ICON_URL } from '../lib/icon'
import { commonHeaders } from '../origins/commonHeaders'
import { PERMISSIONS_POLICY } from '../permissionsPolicy.mjs'
import { STYLE } from './style'

const styleHash = createHash('sha256').update(STYLE).digest('base64')

// No scripts, no images but the tab's, nothing from other sites: what a caller said can only ever be text.
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Page = {
  body: Markup
  headers?: Record<string, string>
  /** Whether the URL itself is a secret, which other sites must not see. */
  isSecret?: boolean
  status?: number
  title: string
}

/** The response with a page for clients. It is not cached, and not indexed by search engines. */
export const sendPage = ({
  body,
  headers = {},
  isSecret = false,
  status = 200,
  title,
}: Page): Response => {
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} · Client Desk</title>
<link rel="icon" href="${ICON_URL}">
<style>${new Markup(STYLE)}</style>
</head>
<body><main>
<h1>${title}</h1>
${body}
</main></body>
</html>
`
  return new Response(text, {
    headers: {
      // The desk's own server adds them too, but plain `next start` does not.
      ...commonHeaders(),
      'Cache-Control': 'no-store',
      'Content-Security-Policy': POLICY,
      'Content-Type': 'text/html; charset=utf-8',
      'Permissions-Policy': PERMISSIONS_POLICY,
      // Not `no-referrer`: then the page's own form would send the origin `null`.
      'Referrer-Policy': isSecret ? 'strict-origin' : 'same-origin',
      'X-Robots-Tag': 'noindex, nofollow',
      ...headers,
    },
    status,
  })
}

/** 303 See Other to one of the desk's own pages. */
export const seeOther = (location: string, headers: HeadersInit = {}): Response => {
  const sent = new Headers(headers)
  sent.set('Cache-Control', 'no-store')
  sent.set('Location', location)
  return new Response(null, { headers: sent, status: 303 })
}

/** The page for password links that do not work. It does not say why. */
export const deadLink = (): Response =>
  sendPage({
    body: html`<p>It has been used already, has expired, or is incomplete.</p>`,
    isSecret: true,
    status: 404,
    title: 'This link does not work',
  })

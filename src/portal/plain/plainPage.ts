/**
 * Pages that are made without Next and without the database.
 * @module
 */

import { createHash } from 'node:crypto'
import { html, Markup } from '../../lib/html'
import { ICON_URL } from '../../lib/icon'
import { PERMISSIONS_POLICY } from '../../permissionsPolicy.mjs'
import type { Texts } from '../../translations/texts'
import { STYLE } from './style'

const styleHash = createHash('sha256').update(STYLE).digest('base64')

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A page and its headers. */
export type PlainPage = { body: string; headers: Record<string, string> }

type Content = {
  content: Markup
  headers?: Record<string, string>
  texts: Pick<Texts, 'dir' | 'language'>
  title: string
}

/** A page in the look of the portal. Never cached, and not indexed by search engines. */
export const plainPage = ({ content, headers = {}, texts, title }: Content): PlainPage => ({
  body: html`<!doctype html>
<html dir="${texts.dir}" lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="${ICON_URL}">
<style>${new Markup(STYLE)}</style>
</head>
<body><main>
<h1>${title}</h1>
${content}
</main></body>
</html>
`.text,
  headers: {
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
    'content-type': 'text/html; charset=utf-8',
    'permissions-policy': PERMISSIONS_POLICY,
    'referrer-policy': 'no-referrer',
    vary: 'Accept-Language',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    ...headers,
  },
})

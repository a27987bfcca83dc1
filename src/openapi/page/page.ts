import { createHash } from 'node:crypto'
import { version } from '../../../package.json'
import { html } from '../../lib/html'
import { ICON_URL } from '../../lib/icon'
import { START, STYLES } from './own'

/** Changes the URLs of cached files when the files change. */
const fresh = `?v=${createHash('sha256').update(`${version}${START}${STYLES}`).digest('hex').slice(0, 8)}`

/**
 * The HTML page that shows the OpenAPI document.
 * @param api the path of the API, such as `/api`
 */
export const renderPage = (api: string): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · Client Desk</title>
<link rel="icon" href="${ICON_URL}">
<link rel="stylesheet" href="${api}/docs/swagger-ui.css${fresh}">
<link rel="stylesheet" href="${api}/docs/styles.css${fresh}">
<script src="${api}/docs/swagger-ui-bundle.js${fresh}" defer></script>
<script src="${api}/docs/start.js${fresh}" defer></script>
</head>
<body>
<div id="docs" data-document="${api}/openapi.json"></div>
<noscript>This page needs JavaScript. The document itself: <a href="${api}/openapi.json">openapi.json</a>.</noscript>
</body>
</html>
`.text

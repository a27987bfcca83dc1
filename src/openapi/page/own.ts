/**
 * Starts the page. Without the package's own service for checking documents, which is a third party's,
 * and with the colours of the system, as it may change them.
 */
export const START = `
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()
SwaggerUIBundle({
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: 'list',
  dom_id: '#docs',
  filter: false,
  persistAuthorization: false,
  tryItOutEnabled: true,
  url: document.getElementById('docs').dataset.document,
  validatorUrl: null,
})
`

/** What the page's own styles leave open. */
export const STYLES = `
html { background: #fff; color-scheme: light; }
html.dark-mode { background: #1c2022; color-scheme: dark; }
body { margin: 0; }
.swagger-ui .info { margin: 30px 0 20px; }
noscript { display: block; font-family: sans-serif; padding: 2rem; }
`

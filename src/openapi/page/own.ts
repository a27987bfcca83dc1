/**
 * The script that starts the page. It turns off the package's validator, a third-party service, and follows
 * changes of the system's colour scheme.
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

/** Styles in addition to those of the package. */
export const STYLES = `
html { background: #fff; color-scheme: light; }
html.dark-mode { background: #1c2022; color-scheme: dark; }
body { margin: 0; }
.swagger-ui .info { margin: 30px 0 20px; }
noscript { display: block; font-family: sans-serif; padding: 2rem; }
`

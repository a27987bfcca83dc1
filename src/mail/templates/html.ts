import { escapeHTML } from './clean'
import type { Block, Content, Figure } from './content'
import { SHEET, STYLE } from './styles'

const TABLE = 'role="presentation" border="0" cellpadding="0" cellspacing="0"'

const fact = ({ label, value }: { label: string; value: string }) => `
  <tr>
    <td class="quiet rule" style="${STYLE.cell}color:#6b6b66;width:96px;">${escapeHTML(label)}</td>
    <td class="ink rule" style="${STYLE.cell}overflow-wrap:anywhere;">${escapeHTML(value)}</td>
  </tr>`

const figure = ({ label, note, value }: Figure) => `
  <td class="tile" style="${STYLE.figure}">
    <div class="quiet" style="${STYLE.label}">${escapeHTML(label)}</div>
    <div class="ink" style="${STYLE.figureValue}">${escapeHTML(value)}</div>
    ${note ? `<div class="quiet" style="${STYLE.label}">${escapeHTML(note)}</div>` : ''}
  </td>`

const share = (most: number) => (row: { count: number; label: string; value?: string }) =>
  `
  <tr>
    <td class="ink rule" style="${STYLE.cell}width:40%;overflow-wrap:anywhere;">${escapeHTML(row.label)}</td>
    <td class="rule" style="${STYLE.cell}padding-top:14px;" aria-hidden="true">
      <div style="height:8px;border-radius:4px;background:#3b6cf0;width:${Math.max(2, Math.round((100 * row.count) / most))}%;font-size:0;line-height:0;">&nbsp;</div>
    </td>
    <td class="ink rule" style="${STYLE.cell}width:20%;text-align:right;padding-right:0;">${escapeHTML(row.value ?? String(row.count))}</td>
  </tr>`

const cells = (tag: 'td' | 'th', row: string[]) =>
  row
    .map((text) => {
      const [tone, weight] =
        tag === 'th' ? ['quiet', 'font-weight:600;color:#6b6b66;'] : ['ink', '']
      return `<${tag} class="${tone} rule" style="${STYLE.cell}${weight}overflow-wrap:anywhere;">${escapeHTML(text)}</${tag}>`
    })
    .join('')

const draw = (block: Block): string => {
  switch (block.kind) {
    case 'facts':
      return `<table ${TABLE} width="100%" style="margin:16px 0;">${block.facts.map(fact).join('')}</table>`
    case 'figures':
      return `<table ${TABLE} width="100%" style="margin:16px 0;border-collapse:separate;table-layout:fixed;"><tr>${block.figures.map(figure).join('<td class="gap" style="width:10px;"></td>')}</tr></table>`
    case 'heading':
      return `<h2 class="ink" style="${STYLE.heading}">${escapeHTML(block.text)}</h2>`
    case 'link':
      return `<p style="margin:24px 0 8px;"><a class="button" href="${escapeHTML(block.url)}" style="${STYLE.button}">${escapeHTML(block.label)}</a></p>${block.note ? draw({ kind: 'quiet', text: block.note }) : ''}`
    case 'quiet':
      return `<p class="quiet" style="${STYLE.label}margin:8px 0;overflow-wrap:anywhere;">${escapeHTML(block.text)}</p>`
    case 'shares': {
      const most = Math.max(1, ...block.rows.map(({ count }) => count))
      return `<table ${TABLE} width="100%">${block.rows.map(share(most)).join('')}</table>`
    }
    case 'table':
      return `<table border="0" cellpadding="0" cellspacing="0" width="100%"><tr>${cells('th', block.head)}</tr>${block.rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</table>`
    case 'text':
      return `<p class="ink" style="${STYLE.text}">${escapeHTML(block.text)}</p>`
  }
}

const footerLink = ({ link }: Content['footer']) =>
  link
    ? ` <a class="quiet" href="${escapeHTML(link.url)}" style="${STYLE.link}">${escapeHTML(link.label)}</a>`
    : ''

/**
 * A mail as HTML: tables and inline styles, at most 600 px wide, light and dark. Nothing in it is
 * loaded from anywhere, so that nobody learns whether and when it is read.
 */
export const renderHTML = (content: Content): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHTML(content.title)}</title>
<style>${SHEET}
</style>
</head>
<body class="page" style="${STYLE.body}">
<div style="${STYLE.preheader}">${escapeHTML(content.preheader)}</div>
<table class="page" ${TABLE} width="100%" style="background:#f2f2f0;">
<tr><td align="center" style="padding:24px 10px;">
<table class="card" ${TABLE} width="600" style="${STYLE.card}">
<tr><td class="pad quiet" style="${STYLE.from}">${escapeHTML(content.from)}</td></tr>
<tr><td class="pad" style="padding:8px 28px 20px;">
<h1 class="ink" style="${STYLE.title}">${escapeHTML(content.title)}</h1>
${content.blocks.map(draw).join('\n')}
</td></tr>
<tr><td class="pad quiet rule" style="${STYLE.footer}border-top:1px solid #e5e5e2;">${escapeHTML(content.footer.text)}${footerLink(content.footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`

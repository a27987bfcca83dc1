import type { Accent } from '../../brands/accent'
import { html, Markup } from '../../lib/html'
import type { Block, Content, Fact, Figure, SmallLink } from './content'
import { STYLE, sheetOf, USUAL_ACCENT } from './styles'

const TABLE = new Markup('role="presentation" border="0" cellpadding="0" cellspacing="0"')

const fact = ({ label, url, value }: Fact) => html`
  <tr>
    <td class="quiet rule" style="${STYLE.cell}color:#6b6b66;width:96px;">${label}</td>
    <td class="ink rule" dir="auto" style="${STYLE.cell}overflow-wrap:anywhere;">${url ? html`<a class="ink" href="${url}" style="${STYLE.factLink}">${value}</a>` : value}</td>
  </tr>`

const figure = ({ label, note, value }: Figure) => html`
  <td class="tile" style="${STYLE.figure}">
    <div class="quiet" style="${STYLE.label}">${label}</div>
    <div class="ink" style="${STYLE.figureValue}">${value}</div>
    ${note && html`<div class="quiet" style="${STYLE.label}">${note}</div>`}
  </td>`

const GAP = html`<td class="gap" style="width:10px;"></td>`

const share =
  (most: number, accent: Accent) => (row: { count: number; label: string; value?: string }) =>
    html`
  <tr>
    <td class="ink rule" dir="auto" style="${STYLE.cell}width:40%;overflow-wrap:anywhere;">${row.label}</td>
    <td class="rule" style="${STYLE.cell}padding-top:14px;" aria-hidden="true">
      <div class="bar" style="${STYLE.bar}background:${accent.light};width:${Math.max(2, Math.round((100 * row.count) / most))}%;">&nbsp;</div>
    </td>
    <td class="ink rule" style="${STYLE.cell}width:20%;text-align:right;padding-right:0;">${row.value ?? row.count}</td>
  </tr>`

const headCells = (row: readonly string[]) =>
  row.map(
    (text) =>
      html`<th class="quiet rule" style="${STYLE.cell}font-weight:600;color:#6b6b66;overflow-wrap:anywhere;">${text}</th>`,
  )

const cells = (row: readonly string[]) =>
  row.map(
    (text) =>
      html`<td class="ink rule" dir="auto" style="${STYLE.cell}overflow-wrap:anywhere;">${text}</td>`,
  )

const button = (
  { label, rank, url }: { label: string; rank?: 'second'; url: string },
  { light, onLight }: Accent,
): Markup =>
  rank === 'second'
    ? html`<a class="second ink" href="${url}" style="${STYLE.second}border-color:${light};">${label}</a>`
    : html`<a class="button" href="${url}" style="${STYLE.button}background:${light};color:${onLight};">${label}</a>`

const draw = (block: Block, accent: Accent): Markup => {
  switch (block.kind) {
    case 'facts':
      return html`<table ${TABLE} width="100%" style="margin:16px 0;">${block.facts.map(fact)}</table>`
    case 'figures':
      return html`<table ${TABLE} width="100%" style="margin:16px 0;border-collapse:separate;table-layout:fixed;"><tr>${block.figures.map((each, index) => (index === 0 ? figure(each) : html`${GAP}${figure(each)}`))}</tr></table>`
    case 'heading':
      return html`<h2 class="ink" style="${STYLE.heading}">${block.text}</h2>`
    case 'link':
      return html`<p style="margin:24px 0 8px;">${button(block, accent)}</p>${block.note && draw({ kind: 'quiet', text: block.note }, accent)}`
    case 'quiet':
      return html`<p class="quiet" style="${STYLE.label}margin:8px 0;overflow-wrap:anywhere;">${block.text}</p>`
    case 'shares': {
      const most = Math.max(1, ...block.rows.map(({ count }) => count))
      return html`<table ${TABLE} width="100%">${block.rows.map(share(most, accent))}</table>`
    }
    case 'table':
      return html`<table border="0" cellpadding="0" cellspacing="0" width="100%"><tr>${headCells(block.head)}</tr>${block.rows.map((row) => html`<tr>${cells(row)}</tr>`)}</table>`
    case 'text':
      return html`<p class="ink" dir="auto" style="${STYLE.text}">${block.text}</p>`
  }
}

const footerLink = ({ link }: Content['footer']) =>
  link && html` <a class="quiet" href="${link.url}" style="${STYLE.link}">${link.label}</a>`

const smallLink = ({ label, url, value }: SmallLink) =>
  html`${label && `${label} `}<a class="quiet" href="${url}" style="${STYLE.link}">${value}</a>`

const smallLinks = ({ links }: Content['footer']) =>
  links.length > 0 &&
  html`<br>${links.map((link, index) => html`${index > 0 && ' · '}${smallLink(link)}`)}`

/**
 * A mail as HTML: tables and inline styles, at most 600 px wide, light and dark. It loads nothing from
 * other servers, so nobody can track whether it was read.
 */
export const renderHTML = ({ accent, language, ...content }: Content): string =>
  html`<!doctype html>
<html lang="${language.language}" dir="${language.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${content.title}</title>
<style>${new Markup(sheetOf(accent ?? USUAL_ACCENT))}
</style>
</head>
<body class="page" style="${STYLE.body}">
<div style="${STYLE.preheader}">${content.preheader}</div>
<table class="page" ${TABLE} width="100%" style="background:#f2f2f0;">
<tr><td align="center" style="padding:24px 10px;">
<table class="card" ${TABLE} width="600" style="${STYLE.card}">
<tr><td class="pad quiet" style="${STYLE.from}">${content.from}</td></tr>
<tr><td class="pad" style="padding:8px 28px 20px;">
<h1 class="ink" style="${STYLE.title}">${content.title}</h1>
${content.blocks.map(
  (block) => html`${draw(block, accent ?? USUAL_ACCENT)}
`,
)}</td></tr>
<tr><td class="pad quiet rule" style="${STYLE.footer}border-top:1px solid #e5e5e2;">${content.footer.text}${footerLink(content.footer)}${smallLinks(content.footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`.text

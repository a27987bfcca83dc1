import { randomBytes } from 'node:crypto'
import type { User } from '../payload-types'
import { cleanText } from '../vapi/redact'

/** The rich text of the admin. */
export type RichText = NonNullable<User['adminNotes']>

type Node = RichText['root']['children'][number]

/** More HTML than anybody writes by hand. */
const MAX_HTML = 200_000

const FORMATS: Readonly<Record<string, number>> = {
  b: 1,
  code: 16,
  del: 4,
  em: 2,
  i: 2,
  s: 4,
  strike: 4,
  strong: 1,
  sub: 32,
  sup: 64,
  u: 8,
}
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
/** Elements that begin a paragraph of their own. */
const BLOCKS = new Set(
  'address article aside blockquote dd div dl dt fieldset figcaption figure footer form header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
/** Elements whose content is not for readers. */
const HIDDEN = 'script|style|head|title|template|noscript|iframe|object|svg|textarea|select'

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bull: '•',
  copy: '©',
  euro: '€',
  gt: '>',
  hellip: '…',
  laquo: '«',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  middot: '·',
  nbsp: ' ',
  ndash: '–',
  pound: '£',
  quot: '"',
  raquo: '»',
  rdquo: '”',
  reg: '®',
  rsquo: '’',
  szlig: 'ß',
  trade: '™',
  ...Object.fromEntries(
    [
      ['uml', '\u0308', 'AEIOUaeiouy'],
      ['acute', '\u0301', 'AEIOUYaeiouy'],
      ['grave', '\u0300', 'AEIOUaeiou'],
      ['circ', '\u0302', 'AEIOUaeiou'],
      ['tilde', '\u0303', 'ANOano'],
      ['cedil', '\u0327', 'Cc'],
    ].flatMap(([name = '', mark = '', letters = '']) =>
      [...letters].map((letter) => [`${letter}${name}`, `${letter}${mark}`.normalize('NFC')]),
    ),
  ),
}

const codePoint = (digits: string, radix: number): string => {
  const code = Number.parseInt(digits, radix)
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : ''
}

const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));?/gi,
        (whole, decimal?: string, hex?: string, name?: string) => {
          if (decimal !== undefined) return codePoint(decimal, 10)
          if (hex !== undefined) return codePoint(hex, 16)
          return NAMED[name ?? ''] ?? NAMED[name?.toLowerCase() ?? ''] ?? whole
        },
      )
    : text

/** Addresses that a link may have. */
const linkTo = (attributes: string): null | string => {
  const found = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes)
  const url = decode(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
  return /^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(url) && url.length <= 2_000 ? url : null
}

const shared = { direction: null, format: '' as const, indent: 0, version: 1 }

const textNode = (text: string, format = 0): Node => ({
  detail: 0,
  format,
  mode: 'normal',
  style: '',
  text,
  type: 'text',
  version: 1,
})

const paragraph = (children: Node[]): Node => ({
  ...shared,
  children,
  textFormat: 0,
  textStyle: '',
  type: 'paragraph',
})

const rich = (children: Node[]): RichText => ({ root: { ...shared, children, type: 'root' } })

type Kind =
  | { ordered: boolean; type: 'item' }
  | { tag: string; type: 'heading' }
  | { type: 'paragraph' }
  | { type: 'quote' }

/** Collects blocks of text while HTML is read from beginning to end. */
class Blocks {
  readonly #all: Node[] = []
  #inline: Node[] = []
  #kind: Kind = { type: 'paragraph' }
  #link: null | { children: Node[]; url: string } = null
  #pending = ''

  /** Ends the block that is being written, and begins another. */
  begin(kind: Kind): void {
    this.endLink()
    this.#pending = ''
    const children = this.#inline
    this.#inline = []
    const before = this.#kind
    this.#kind = kind
    const isBlank = children.every(
      (node) =>
        node.type === 'linebreak' || (node.type === 'text' && String(node.text).trim() === ''),
    )
    if (!isBlank) this.#all.push(...this.#blockOf(before, children))
  }

  get kind(): Kind {
    return this.#kind
  }

  text(raw: string, format: number, isPre: boolean): void {
    const target = this.#link?.children ?? this.#inline
    const text = isPre ? raw : raw.replace(/[ \t\r\n\f]+/g, ' ')
    if (text.trim() === '' && !isPre) {
      if (this.#inline.length > 0 || this.#link) this.#pending = ' '
      return
    }
    const isFirst = this.#inline.length === 0 && !this.#link?.children.length
    const whole =
      isFirst && !isPre ? text.trimStart() : `${this.#pending}${text}`.replace(/^ {2,}/, ' ')
    this.#pending = ''
    for (const [index, line] of (isPre ? whole.split(/\r\n?|\n/) : [whole]).entries()) {
      if (index > 0) target.push({ type: 'linebreak', version: 1 })
      if (line !== '') target.push(textNode(line, format))
    }
  }

  lineBreak(): void {
    this.#pending = ''
    const target = this.#link?.children ?? this.#inline
    target.push({ type: 'linebreak', version: 1 })
  }

  beginLink(url: string): void {
    this.endLink()
    if (this.#pending !== '') this.#inline.push(textNode(this.#pending))
    this.#pending = ''
    this.#link = { children: [], url }
  }

  endLink(): void {
    const link = this.#link
    this.#link = null
    if (!link || link.children.length === 0) return
    this.#inline.push({
      ...shared,
      children: link.children,
      fields: { linkType: 'custom', newTab: false, url: link.url },
      id: randomBytes(12).toString('hex'),
      type: 'link',
      version: 3,
    })
  }

  done(): Node[] {
    this.begin({ type: 'paragraph' })
    return this.#all
  }

  #blockOf(kind: Kind, children: Node[]): Node[] {
    if (kind.type === 'heading') return [{ ...shared, children, tag: kind.tag, type: 'heading' }]
    if (kind.type === 'quote') return [{ ...shared, children, type: 'quote' }]
    if (kind.type === 'paragraph') return [paragraph(children)]
    const listType = kind.ordered ? 'number' : 'bullet'
    const last = this.#all.at(-1)
    const items = last?.type === 'list' && last.listType === listType ? last.children : null
    const value = Array.isArray(items) ? items.length + 1 : 1
    const item = { ...shared, children, type: 'listitem', value }
    if (Array.isArray(items)) {
      items.push(item)
      return []
    }
    const tag = kind.ordered ? 'ol' : 'ul'
    return [{ ...shared, children: [item], listType, start: 1, tag, type: 'list' }]
  }
}

const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9]*)((?:"[^"]{0,4000}"|'[^']{0,4000}'|[^>"']){0,2000})>|[^<]+|</gi

/** Writes HTML as nodes. Only text, its format, headings, quotes, lists and links are kept. */
const nodesOf = (html: string): Node[] => {
  const blocks = new Blocks()
  const formats: string[] = []
  const lists: boolean[] = []
  let pre = 0
  let quotes = 0
  const plainKind = (): Kind => ({ type: quotes > 0 ? 'quote' : 'paragraph' })
  const shown = html.replace(new RegExp(`<(${HIDDEN})\\b[\\s\\S]*?(?:</\\1\\s*>|$)`, 'gi'), '')
  for (const [whole, slash, name, attributes = ''] of shown.matchAll(TOKEN)) {
    if (name === undefined) {
      const format = formats.reduce((all, tag) => all | (FORMATS[tag] ?? 0), 0)
      if (!whole.startsWith('<!--')) blocks.text(decode(whole), format, pre > 0)
      continue
    }
    const tag = name.toLowerCase()
    const isEnd = slash === '/'
    if (tag in FORMATS) {
      if (!isEnd) formats.push(tag)
      else if (formats.includes(tag)) formats.splice(formats.lastIndexOf(tag), 1)
    } else if (tag === 'br') blocks.lineBreak()
    else if (tag === 'a') {
      const url = isEnd ? null : linkTo(attributes)
      if (url === null) blocks.endLink()
      else blocks.beginLink(url)
    } else if (tag === 'td' || tag === 'th') blocks.text(' ', 0, false)
    else if (HEADINGS.has(tag)) blocks.begin(isEnd ? plainKind() : { tag, type: 'heading' })
    else if (BLOCKS.has(tag)) {
      if (tag === 'pre') pre = Math.max(0, pre + (isEnd ? -1 : 1))
      if (tag === 'blockquote') quotes = Math.max(0, quotes + (isEnd ? -1 : 1))
      if (tag === 'ul' || tag === 'ol') {
        if (isEnd) lists.pop()
        else lists.push(tag === 'ol')
      }
      // A paragraph in a list's item belongs to it.
      if (tag === 'p' && !isEnd && blocks.kind.type === 'item' && lists.length > 0) continue
      if (tag === 'li' && !isEnd) blocks.begin({ ordered: lists.at(-1) ?? false, type: 'item' })
      else blocks.begin(plainKind())
    }
  }
  return blocks.done()
}

/** Paragraphs of plain text: one for each line. */
const plainNodes = (text: string): Node[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line, index, lines) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .map((line) => paragraph(line === '' ? [] : [textNode(line)]))

const isHTML = (text: string): boolean =>
  /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/i.test(text)

/**
 * Makes the rich text of the admin from notes in HTML or plain text, with further lines below. Scripts, styles,
 * images and links to anything but pages, e-mails and numbers are left out.
 * @returns null if there is nothing to show
 */
export const toRichText = (
  notes: null | string,
  lines: readonly string[] = [],
): null | RichText => {
  const text = cleanText(notes ?? '').slice(0, MAX_HTML)
  const own = isHTML(text) ? nodesOf(text) : plainNodes(text.trim())
  const all = [...own, ...lines.flatMap((line) => plainNodes(cleanText(line)))]
  return all.length === 0 ? null : rich(all)
}

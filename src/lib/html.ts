const ENTITIES: Record<string, string> = {
  "'": '&#39;',
  '"': '&quot;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

/** Escapes text for an element or a quoted attribute. */
const escapeHTML = (text: string): string =>
  text.replace(/['"&<>]/g, (character) => ENTITIES[character] ?? character)

/** HTML that is safe to put into a page without escaping. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = Markup | false | null | number | string | undefined | readonly Part[]

const write = (part: Part): string => {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Markup) return part.text
  return typeof part === 'object' ? part.map(write).join('') : escapeHTML(String(part))
}

/**
 * A template tag for HTML. Values are escaped unless they are `Markup`; the items of a list are written one
 * after another; null, undefined and false write nothing.
 * @example
 * html`<p>${'Tom & Ann'}</p>`.text // '<p>Tom &amp; Ann</p>'
 */
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(texts.map((text, index) => text + write(parts[index])).join(''))

const ENTITIES: Record<string, string> = {
  "'": '&#39;',
  '"': '&quot;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

/** A text within HTML, in an element or an attribute between quotes. */
const escapeHTML = (text: string): string =>
  text.replace(/['"&<>]/g, (character) => ENTITIES[character] ?? character)

/** HTML that is safe to stand in a page as it is. */
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

/** HTML with values in it, each escaped unless it is markup itself; lists are written one after another. */
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(texts.map((text, index) => text + write(parts[index])).join(''))

import type { Block, Content, SmallLink } from './content'

type Write = Content['language']['t']

const line = (t: Write, label: string, value: string) => t('mails.fact.line', { label, value })

const draw = (block: Block, t: Write): string => {
  switch (block.kind) {
    case 'facts': {
      const heads = block.facts.map(({ label }) => line(t, label, '').trimEnd())
      const width = Math.max(...heads.map((head) => head.length)) + 1
      return block.facts
        .map(({ value }, index) => `${(heads[index] ?? '').padEnd(width)}${value}`)
        .join('\n')
    }
    case 'figures':
      return block.figures
        .map(({ label, note, value }) => line(t, label, `${value}${note ? ` (${note})` : ''}`))
        .join('\n')
    case 'heading':
      return `${block.text}\n${'-'.repeat(block.text.length)}`
    case 'link':
      return [line(t, block.label, block.url), block.note ?? ''].filter(Boolean).join('\n')
    case 'shares':
      return block.rows
        .map(({ count, label, value }) => line(t, label, value ?? String(count)))
        .join('\n')
    case 'table':
      return block.rows.map((row) => row.filter(Boolean).join(' · ')).join('\n')
    case 'quiet':
    case 'text':
      return block.text
  }
}

const smallLink = ({ label, url, value }: SmallLink, t: Write): string => {
  if (label !== undefined) return `${label} ${value}`
  return line(t, value, url)
}

/** A mail as plain text, for mail programs that do not show HTML. */
export const renderText = ({ blocks, footer, language: { t }, title }: Content): string => {
  const { link, links, text } = footer
  const end = [
    '-- ',
    text,
    ...(link ? [line(t, link.label, link.url)] : []),
    ...links.map((each) => smallLink(each, t)),
  ].join('\n')
  return `${[title, ...blocks.map((block) => draw(block, t)), end].join('\n\n')}\n`
}

import type { Block, Content } from './content'

const draw = (block: Block): string => {
  switch (block.kind) {
    case 'facts': {
      const width = Math.max(...block.facts.map(({ label }) => label.length)) + 2
      return block.facts
        .map(({ label, value }) => `${`${label}:`.padEnd(width)}${value}`)
        .join('\n')
    }
    case 'figures':
      return block.figures
        .map(({ label, note, value }) => `${label}: ${value}${note ? ` (${note})` : ''}`)
        .join('\n')
    case 'heading':
      return `${block.text}\n${'-'.repeat(block.text.length)}`
    case 'link':
      return [`${block.label}: ${block.url}`, block.note ?? ''].filter(Boolean).join('\n')
    case 'shares':
      return block.rows.map(({ count, label, value }) => `${label}: ${value ?? count}`).join('\n')
    case 'table':
      return block.rows.map((row) => row.filter(Boolean).join(' · ')).join('\n')
    case 'quiet':
    case 'text':
      return block.text
  }
}

/** A mail as plain text, for mail programs that do not show HTML. */
export const renderText = ({ blocks, footer, title }: Content): string => {
  const { link, text } = footer
  const end = ['-- ', text, ...(link ? [`${link.label}: ${link.url}`] : [])].join('\n')
  return `${[title, ...blocks.map(draw), end].join('\n\n')}\n`
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toRichText } from '../../../src/imports/richText'

type Node = {
  children?: Node[]
  fields?: { url?: string }
  format?: unknown
  tag?: string
  text?: string
  type: string
}

/** The nodes in one line, such as `p(Hello *1[bold])`. */
const shown = (node: Node): string => {
  if (node.type === 'text') return node.format ? `*${node.format}[${node.text}]` : (node.text ?? '')
  if (node.type === 'linebreak') return '⏎'
  const inside = (node.children ?? []).map(shown).join(node.type === 'root' ? ' ' : '')
  const name =
    node.type === 'heading' ? node.tag : node.type === 'link' ? `a<${node.fields?.url}>` : node.type
  return node.type === 'root' ? inside : `${name}(${inside})`
}

const write = (html: string, lines: string[] = []): null | string => {
  const text = toRichText(html, lines)
  return text && shown(text.root as Node)
}

describe('notes as rich text', () => {
  it.each([
    ['<p>Hello <b>bold</b> and <i><u>more</u></i></p>', 'paragraph(Hello *1[bold] and *10[more])'],
    ['<h2>Title</h2>text<br>line', 'h2(Title) paragraph(text⏎line)'],
    [
      '<ul><li>one</li><li><p>two</p></li></ul><ol><li>first</ol>',
      'list(listitem(one)listitem(two)) list(listitem(first))',
    ],
    [
      '<a href="https://example.com/a?b=1&amp;c=2">here</a>',
      'paragraph(a<https://example.com/a?b=1&c=2>(here))',
    ],
    ['<a href="javascript:alert(1)">here</a>', 'paragraph(here)'],
    ['<p onclick="x()">a<script>alert(1)</script>b<style>p{}</style></p>', 'paragraph(ab)'],
    ['<img src=x onerror=alert(1)>text', 'paragraph(text)'],
    ['5 &lt; 6 &amp; &#8364; &#x1F487; &auml; &Auml; &nope;', 'paragraph(5 < 6 & € 💇 ä Ä &nope;)'],
    ['<blockquote><p>said</p></blockquote>', 'quote(said)'],
    ['<pre>a\n  b</pre>', 'paragraph(a⏎  b)'],
    ['<table><tr><td>a</td><td>b</td></tr></table>', 'paragraph(a b)'],
    ['<!-- hidden --><p>shown</p>', 'paragraph(shown)'],
    ['<div>  <div> spaces   between </div> </div>', 'paragraph(spaces between )'],
    ['first\nsecond\n\nthird', 'paragraph(first) paragraph(second) paragraph() paragraph(third)'],
    ['5 < 6 and > 4', 'paragraph(5 < 6 and > 4)'],
  ])('%s', (html, expected) => {
    expect(write(html)).toBe(expected)
  })

  it('further lines come below', () => {
    expect(write('<p>note</p>', ['Phone: 123'])).toBe('paragraph(note) paragraph(Phone: 123)')
    expect(write('', ['Phone: 123'])).toBe('paragraph(Phone: 123)')
    expect(toRichText(null)).toBeNull()
    expect(toRichText('<p> </p><script>x</script>')).toBeNull()
  })

  it('never throws, and links only go where they may', () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<li>',
      '<ul>',
      '</ol>',
      '<a href="',
      'javascript:',
      'https://x.y">',
      '<b',
      '&#x0;',
      '<!--',
      '<script>',
      'text',
      '"',
      "'",
      '>',
      '<',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        expect(write(parts.join('')) ?? '').not.toMatch(/a<(?!https:)/)
      }),
    )
  })
})

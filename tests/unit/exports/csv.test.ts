import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CUT_MARK, csvLine, MAX_CELL, withoutFormula } from '../../../src/exports/csv'

const STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']
const isFormula = (cell: string) => /^[\t\r\n]*[=+\-@＝＋－＠]/.test(cell)

const E164 = /^\+[1-9]\d{1,14}$/

/** Splits at any delimiter, and complains of nothing: a quote counts at the start of a cell. */
const asExcelSplits = (text: string, delimiter: string): string[] => {
  const cells: string[] = []
  const isEnd = (at: number) => text[at] === delimiter || text[at] === '\r' || text[at] === '\n'
  for (let at = 0; at < text.length; at += 1) {
    let cell = ''
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] === '"' && text[at + 1] !== '"') break
        if (text[at] === '"') at += 1
        cell += text[at]
      }
      at += 1
    }
    for (; at < text.length && !isEnd(at); at += 1) cell += text[at]
    cells.push(cell)
  }
  return cells
}

/** What a text becomes that has the marks in places that matter. */
const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(...STARTS, ';', ',', '"', '""', "'", ' ', '\r\n', 'cmd|’ /C calc’!A0', '+49'),
    fc.string({ maxLength: 3, unit: 'grapheme' }),
  ),
  { maxLength: 12 },
)

describe('A text in a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+SUM(A1)', "'+SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['＝1', "'＝1"],
    ['Asked twice; =HYPERLINK("x")', 'Asked twice; =HYPERLINK("x")'],
    ['Asked;=HYPERLINK("x")', 'Asked;\'=HYPERLINK("x")'],
    ['Asked;"=1"', 'Asked;"\'=1"'],
    ['Said:\n=cmd', "Said:\n'=cmd"],
  ])('%j is written as %j', (text, written) => {
    expect(withoutFormula(text)).toBe(written)
  })

  it.each(['', 'Ada', '0', 'a=b', 'x-y', 'a+b', '1;2', "'=1", 'ada@desk.test', 'Ünïcode 🙂'])(
    '%j stays as it is',
    (text) => {
      expect(withoutFormula(text)).toBe(text)
    },
  )

  it.each(['+12025550146', '+4930901820', '+861012345678901'])(
    'the number %s stays usable',
    (text) => {
      expect(withoutFormula(text)).toBe(text)
    },
  )

  it.each(['+1 202 555 0146', '+1202+1', '+12025550146\n', '+0', '+1234567890123456', '-12'])(
    '%j is no number in E.164 and is guarded',
    (text) => {
      expect(withoutFormula(text)).toBe(`'${text}`)
    },
  )

  it('never starts a formula, wherever a spreadsheet splits it', () => {
    fc.assert(
      fc.property(hostile, hostile, (some, others) => {
        const line = csvLine([
          'id',
          ...[some, others].map((parts) => withoutFormula(parts.join(''))),
        ])
        for (const delimiter of [',', ';', '\t']) {
          const cells = asExcelSplits(line, delimiter).filter((cell) => !E164.test(cell))
          expect(cells.filter(isFormula)).toEqual([])
        }
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('A line of CSV', () => {
  it('is read back by another program just as it was', () => {
    const text = fc.string({ unit: 'grapheme' })
    const cells = fc.array(fc.oneof(text, fc.constantFrom('a,b', '"', 'a\r\nb', ' a', 'a ')), {
      maxLength: 8,
      minLength: 2,
    })
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5, minLength: 1 }), (lines) => {
        const read: string[][] = parse(lines.map(csvLine).join(''), {
          record_delimiter: '\r\n',
          relax_column_count: true,
        })
        expect(read).toEqual(lines)
      }),
    )
  })

  const readCell = (text: string): string => {
    const lines: string[][] = parse(csvLine(['id', text]), { record_delimiter: '\r\n' })
    return lines[0]?.[1] ?? ''
  }

  it('holds a text whole that is as long as a cell of Excel may be', () => {
    expect(MAX_CELL).toBe(32_767)
    for (const text of ['x'.repeat(MAX_CELL), `x${'🙂'.repeat(16_383)}`, '"'.repeat(MAX_CELL)]) {
      expect(readCell(text)).toBe(text)
    }
  })

  it('cuts a longer one with a mark, never within a character', () => {
    const room = MAX_CELL - CUT_MARK.length
    for (const lead of [0, 1]) {
      const text = `${'x'.repeat(lead)}${'🙂'.repeat(16_384)}`
      const read = readCell(text)

      expect(read.endsWith(CUT_MARK)).toBe(true)
      expect(read.isWellFormed()).toBe(true)
      expect(read.length).toBeLessThanOrEqual(MAX_CELL)
      expect(text.startsWith(read.slice(0, -CUT_MARK.length))).toBe(true)
      expect(read.length).toBeGreaterThan(room)
    }
    expect(readCell('x'.repeat(MAX_CELL + 1))).toHaveLength(MAX_CELL)
  })

  it('quotes only what has to be quoted', () => {
    expect(csvLine(['Ada', 'a "b"', 'c,d', 'e\nf', ''])).toBe('Ada,"a ""b""","c,d","e\nf",\r\n')
  })
})

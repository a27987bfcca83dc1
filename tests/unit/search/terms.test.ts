import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { narrowQuery, searchQuery } from '../../../src/search/terms/query'
import { type SearchedCall, termsOf, toVector, weekOf } from '../../../src/search/terms/terms'
import { fold, partsOf, wordsIn } from '../../../src/search/terms/words'

const nothing: SearchedCall = {
  client: '01993f3c-0000-7000-8000-0123456789ab',
  customerName: null,
  customerPhone: null,
  endedGroup: null,
  outcome: null,
  reportedAt: null,
  serviceName: null,
  startedAt: null,
  summary: null,
  transcript: null,
}
const termsWith = (call: Partial<SearchedCall>) => termsOf({ ...nothing, ...call })

describe('folding', () => {
  it.each([
    ['Müller', 'muller'],
    ['CAFÉ', 'cafe'],
    ['Straße', 'strasse'],
    ['Søren Łukasz', 'soren lukasz'],
    ['İstanbul ılık', 'istanbul ilik'],
    ['Ёлка', 'елка'],
    ['Αθήνας', 'αθηνασ'],
    ['ＡＢＣ１２３', 'abc123'],
    ['ガラス', 'ガラス'],
    ['한국어', '한국어'],
    ['مَرْحَبًا', 'مرحبا'],
    ['שָׁלוֹם', 'שלום'],
  ])('%s is %s, and so is either way of writing its accents', (text, folded) => {
    expect(fold(text)).toBe(folded)
    expect(fold(text.normalize('NFD'))).toBe(folded)
  })

  it('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

describe('words', () => {
  it('are letters and digits of any language', () => {
    expect(wordsIn(fold("L'été à 10:30, callback_requested — \u0000😀 হিন্দি"))).toEqual([
      'l',
      'ete',
      'a',
      '10',
      '30',
      'callback',
      'requested',
      'হিন্দি',
    ])
  })

  it('are pairs where no spaces are written', () => {
    expect(partsOf('東京都')).toEqual(['東京', '京都'])
    expect(partsOf('iphone15を買う')).toEqual(['iphone15', 'を買', '買う'])
    expect(partsOf('東')).toEqual(['東'])
    expect(partsOf('haircut')).toEqual(['haircut'])
  })

  it('that never end are several', () => {
    expect(wordsIn('x'.repeat(90)).map(({ length }) => length)).toEqual([40, 40, 10])
  })
})

describe('the terms of a call', () => {
  it('are words of what was said, each once', () => {
    const terms = termsWith({ outcome: 'booked', summary: 'Booked a cut', transcript: 'A cut.' })
    expect(terms.filter((term) => /^\w/.test(term)).sort()).toEqual(['a', 'booked', 'cut'])
  })

  it('hold every end of names and phone numbers', () => {
    const terms = termsWith({ customerName: 'Åsa', customerPhone: '+49 151 2' })
    expect(terms).toEqual(expect.arrayContaining(['~asa', '~sa', '~491512', '~1512', '~12', 'asa']))
    expect(terms).not.toContain('~a')
  })

  it('are bounded, and short enough for an index', () => {
    const transcript = Array.from({ length: 9_000 }, (_, n) => `w${n}`).join(' ')
    expect(termsWith({ transcript })).toHaveLength(5_000)
    const long = termsWith({ customerName: '長'.repeat(5_000), summary: '東'.repeat(500) })
    for (const term of long) expect(Buffer.byteLength(term)).toBeLessThan(200)
  })

  it('need no escaping whatever was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (summary, customerName) => {
        const vector = toVector('2e8', termsWith({ customerName, summary }))
        expect(vector).toMatch(/^('2e8[~@]?[\p{L}\p{M}\p{N}]+' ?)+$/u)
      }),
    )
  })
})

describe('a call that started in another week', () => {
  const reportedAt = new Date('2026-11-22T10:00:00Z')

  it.each([
    ['2026-11-22T09:00:00Z', false],
    ['2026-11-14T09:00:00Z', false],
    ['2026-11-04T09:00:00Z', true],
    ['2027-11-04T09:00:00Z', true],
  ])('%s is marked, unless it is the one before: %s', (time, isOdd) => {
    const startedAt = new Date(time)
    expect(termsWith({ reportedAt, startedAt }).includes('<')).toBe(isOdd)
    expect(termsWith({ startedAt })).toContain('<')
    expect(termsWith({ reportedAt })).not.toContain('<')
  })
})

describe('the week of a call', () => {
  it('sorts as time does, and calls without a time come first', () => {
    const weeks = ['1970-01-01', '2020-03-01', '2026-11-22', '2026-11-30', '9999-01-01'].map(
      (day) => weekOf(new Date(day)),
    )
    expect([...weeks].sort()).toEqual(weeks)
    expect(new Set(weeks).size).toBe(5)
    expect(weekOf(null) > (weeks.at(-1) ?? '')).toBe(true)
    expect(weekOf(new Date('1900-01-01'))).toBe('000')
  })
})

describe('a query', () => {
  it('asks for all words, the last one perhaps unfinished, and anywhere in names', () => {
    expect(searchQuery('Crème BRÛ')).toBe("(('#creme' | '#~creme':*) & ('#bru':* | '#~bru':*))")
  })

  it('asks for a phone number however it is written', () => {
    expect(searchQuery('+49 (151) 2')).toContain("'#~491512':*")
    expect(searchQuery('0151-2')).toContain("'#~1512':*")
    expect(searchQuery('10 Uhr')).not.toContain('~10uhr')
  })

  it('is narrowed to what other filters let pass', () => {
    expect(narrowQuery('(q)', {})).toBe('(q)')
    const filters = { client: [nothing.client], endedGroup: ['no_answer', 'error'] }
    expect(narrowQuery('(q)', filters)).toBe(
      "('#@0123456789ab') & ('#=noanswer' | '#=error') & (q)",
    )
    expect(narrowQuery('(q)', { customerPhone: ['+4915112345678'] })).toBe(
      "('#~4915112345678':*) & (q)",
    )
    expect(narrowQuery('(q)', { customerPhone: ['sip:ada@desk.test'] })).toBe('(q)')
    const outcome = "it's \\ '#x':*"
    const [term] = termsWith({ outcome }).filter((each) => each.startsWith('%'))
    expect(narrowQuery('(q)', { outcome: [outcome] })).toBe(`('#${term}') & (q)`)
  })

  it.each(['', '  ', '%_\\', "'", '!&|:*()<->', '\u0000', '😀', '…؟،'])(
    'is none for what has no words: %j',
    (text) => {
      expect(searchQuery(text)).toBeNull()
    },
  )

  it('has no operator of what was typed, and no more than 16 words', () => {
    const term = "'#[~@]?[\\p{L}\\p{M}\\p{N}]+'(:\\*)?"
    const query = new RegExp(`^(${term}|[()]| & | \\| )*$`, 'u')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(searchQuery(text) ?? '').toMatch(query)
      }),
    )
    expect(searchQuery('a b '.repeat(5_000))?.split('&')).toHaveLength(16)
  })
})

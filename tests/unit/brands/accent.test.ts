import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BACKGROUNDS, contrastOf, MIN_CONTRAST, readableAccent } from '../../../src/brands/accent'

const color = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

describe('the contrast of two colours', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffffff', 8.59],
  ])('of %s and %s is that of WCAG', (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 2)
    expect(contrastOf(other, one)).toBe(contrastOf(one, other))
  })

  it('is no number for what is no colour', () => {
    expect(contrastOf('red', '#ffffff')).toBeNaN()
  })
})

describe('the shades of a brand’s colour', () => {
  it('can be read on light and on dark pages, and text on them, whatever the colour', () => {
    fc.assert(
      fc.property(color, (accent) => {
        const shades = readableAccent(accent)
        if (!shades) throw new Error('There are no shades')
        const { dark, light, onDark, onLight } = shades
        for (const [one, other] of [
          [light, BACKGROUNDS.light],
          [light, '#ffffff'],
          [dark, BACKGROUNDS.dark],
          [dark, '#141413'],
          [onLight, light],
          [onDark, dark],
        ] as const) {
          expect(contrastOf(one, other)).toBeGreaterThanOrEqual(MIN_CONTRAST)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('are the colour itself where that can be read', () => {
    fc.assert(
      fc.property(color, (accent) => {
        const shades = readableAccent(accent)
        for (const scheme of ['dark', 'light'] as const) {
          const isReadable = contrastOf(accent, BACKGROUNDS[scheme]) >= MIN_CONTRAST
          expect(shades?.[scheme] === accent).toBe(isReadable)
        }
      }),
    )
  })

  it('of the same colour in capitals are the same', () => {
    expect(readableAccent('#1D4ED8')).toEqual(readableAccent('#1d4ed8'))
    expect(readableAccent('#1d4ed8')).toMatchObject({ light: '#1d4ed8', onLight: '#ffffff' })
  })

  it.each([null, undefined, '', 'blue', '#fff', '#12345g', '#1d4ed8; color: red'])(
    'are none for %s',
    (accent) => expect(readableAccent(accent)).toBeNull(),
  )
})

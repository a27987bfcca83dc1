import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contrastOf, MIN_CONTRAST } from '../../../src/brands/accent'
import { OUTCOME_COLOURS } from '../../../src/vapi/mapping/mapping'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8')

/** The custom properties of a block of CSS. */
const propertiesOf = (block: string): Record<string, string> =>
  Object.fromEntries(
    Array.from(block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g), ([, name = '', value = '']) => [
      name,
      value,
    ]),
  )

const blockAfter = (css: string, start: string): string => {
  const at = css.indexOf(start)
  if (at < 0) throw new Error(`${start} is not there`)
  return css.slice(at, css.indexOf('}', at))
}

const contrastIn = (properties: Record<string, string>, one: string, other: string): number =>
  contrastOf(properties[one] ?? '', properties[other] ?? '')

describe('the colours of outcomes', () => {
  const pills = read('src', 'components', 'OutcomePill', 'index.css')

  it.each(OUTCOME_COLOURS)('%s can be read in the admin, in light and dark', (colour) => {
    const name = `.desk-outcome--${colour} {`
    for (const start of [`\n${name}`, `html[data-theme="dark"] ${name}`]) {
      const properties = propertiesOf(blockAfter(pills, start))
      expect(contrastIn(properties, 'outcome', 'outcome-back'), start).toBeGreaterThanOrEqual(
        MIN_CONTRAST,
      )
    }
  })

  const tokens = read('src', 'app', '(portal)', 'tokens.css')
  const dots = read('src', 'portal', 'ui', 'Outcome.module.css')

  it.each(OUTCOME_COLOURS)('%s can be told from the page in the portal', (colour) => {
    const token = /--dot: var\(--([a-z]+)\)/.exec(blockAfter(dots, `.${colour} {`))?.[1] ?? ''
    for (const start of [':root {', '@media (prefers-color-scheme: dark) {']) {
      const properties = propertiesOf(blockAfter(tokens, start))
      for (const back of ['page', 'card', 'tile']) {
        expect(contrastIn(properties, token, back), `${start} ${back}`).toBeGreaterThanOrEqual(
          MIN_CONTRAST,
        )
      }
    }
  })
})

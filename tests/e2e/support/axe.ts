import axe from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** What axe found at one element. */
export type Finding = {
  /** What is wrong, in axe's words. */
  problem: string
  /** Whether the desk made the element, or what it is in. */
  isOurs: boolean
  html: string
  rule: string
  /** Its classes, or those of what it is in. */
  part: string
}

/** A violation of Payload's own that is known, and why it stays. */
export type KnownViolation = { rule: string; why: string; within: string }

/** What is Payload's own and cannot be mended from outside. Anything else fails. */
export const KNOWN: readonly KnownViolation[] = [
  {
    rule: 'region',
    why: 'the heading is before the form, which is the main part',
    within: '.doc-header',
  },
  { rule: 'page-has-heading-one', why: 'the login has none', within: 'html' },
]

type Audit = { known?: readonly KnownViolation[]; rules?: readonly string[] }

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Runs axe-core over the whole page.
 * @param known not reported, unless it is in a part of the desk's
 * @param rules only these. Default: WCAG 2.0 to 2.2 A and AA, and best practices
 */
export const audit = async (page: Page, { known = [], rules }: Audit = {}): Promise<Finding[]> => {
  await page.evaluate(axe.source)
  return page.evaluate(
    async ({ known, type, values }) => {
      const { violations } = await window.axe.run(document, {
        elementRef: true,
        resultTypes: ['violations'],
        runOnly: { type, values },
      })
      return violations.flatMap(({ id, nodes }) =>
        nodes.flatMap(({ element, failureSummary = '', html }) => {
          const ours = element?.closest('[class^="desk-"], [class*=" desk-"]') ?? null
          // Payload's own part may be within ours, as a form on our page. What is in it and ours again is ours.
          const isKnown = known.some(({ rule, within }) => {
            const part = element?.closest(within)
            return rule === id && part && (!ours || (ours !== part && !part.contains(ours)))
          })
          if (isKnown) return []
          const part = element?.closest('[class]')?.getAttribute('class') ?? ''
          const [, problem = ''] = failureSummary.split('\n')
          return {
            html: html.slice(0, 200),
            isOurs: ours !== null,
            part,
            problem: problem.trim(),
            rule: id,
          }
        }),
      )
    },
    {
      known: [...known],
      type: rules ? ('rule' as const) : ('tag' as const),
      values: rules ? [...rules] : STANDARDS,
    },
  )
}

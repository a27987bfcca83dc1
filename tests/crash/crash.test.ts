import { expect, it } from 'vitest'
import { countViolations, describeResult } from './report'
import { runCrashes } from './runCrashes'

it('loses nothing and doubles nothing, whatever is killed under load', {
  timeout: 300_000,
}, async () => {
  const result = await runCrashes({ kills: 4, reports: 1_500 })
  expect(countViolations(result), describeResult(result)).toBe(0)
  expect(result.verdict.acknowledged).toBeGreaterThan(500)
})

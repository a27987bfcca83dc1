import { parseArgs } from 'node:util'
import { countViolations, describeResult } from './report'
import { runCrashes } from './runCrashes'

// npm run test:crash [-- --full] [--reports n] [--kills n]
const { values } = parseArgs({
  options: {
    full: { default: false, type: 'boolean' },
    kills: { type: 'string' },
    reports: { type: 'string' },
  },
})
const aborted = new AbortController()
process.once('SIGINT', () => aborted.abort()).once('SIGTERM', () => aborted.abort())

try {
  const result = await runCrashes({
    kills: Number(values.kills ?? (values.full ? 20 : 4)),
    onEvent: console.log,
    reports: Number(values.reports ?? (values.full ? 100_000 : 3_000)),
    signal: aborted.signal,
  })
  console.log(`\n${describeResult(result)}`)
  if (countViolations(result) > 0) {
    console.error('\nSomething was lost, doubled or mixed up: see above.')
    process.exitCode = 1
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
process.exit()

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildPages } from './buildPages.mjs'
import { changedTests } from './changedTests.mjs'
import { checkNode } from './checkNode.mjs'
import { failedTests } from './failedTests.mjs'
import { install } from './install.mjs'
import { npm } from './npm.mjs'
import { oneAtATime } from './oneAtATime.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'

checkNode()
const args = process.argv.slice(2)
/** Style, types, unit tests and the changed tests of `int`: what to run before each commit. */
const isQuick = args.includes('--quick')
const changed = isQuick ? changedTests('int') : []
const files = isQuick ? changed : args
const isWhole = !isQuick && files.length === 0
const reports = join(root, '.test', `reports-${process.pid}`)
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const env = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'test' }

/** @type {string[]} */
const failures = []
let passed = 0

/** @param {string} name @param {() => Promise<number>} check */
const check = async (name, check) => {
  console.log(`\n— ${name}`)
  if ((await check()) === 0) return
  console.error(`${name}: failed`)
  failures.push(name)
}

/**
 * Runs one vitest project and adds up its results. A run that fails without a failed test, or that
 * finds no test, counts as one failure.
 * @param {string} project
 * @param {string[]} files of this project; all of them if empty
 */
const tests = async (project, files) => {
  console.log(`\n— ${project} tests`)
  const report = join(reports, `${project}.json`)
  const code = await run({
    args: [
      vitest,
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...(files.length === 0 ? [] : ['--passWithNoTests']),
      ...files,
    ],
    env,
  })
  const { numPassedTests = 0, testResults } = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : {}
  const failed = failedTests({ project, testResults })
  const isBad = code !== 0 || (files.length === 0 && numPassedTests === 0)
  passed += numPassedTests
  failures.push(...(failed.length === 0 && isBad ? [`${project}: exit code ${code}`] : failed))
}

const projectOf = (/** @type {string} */ file) => /tests\/(unit|int|crash|ha|e2e)\b/.exec(file)?.[1]
const named = isWhole
  ? ['unit', 'int', 'crash', 'ha', 'e2e']
  : ['unit', 'int', 'crash', 'ha', 'e2e'].filter((name) =>
      files.some((file) => (projectOf(file) ?? name) === name),
    )

const projects = isQuick ? ['unit', ...named] : named

await oneAtATime({ work: install })
mkdirSync(reports, { recursive: true })
if (isWhole || isQuick) {
  // The scripts that the workflows run.
  await check('Style', () => npm(['run', 'lint']))
  await check('Types', () => npm(['run', 'typecheck'], env))
}
for (const project of projects) {
  if (project === 'crash' || project === 'e2e') await oneAtATime({ work: buildPages })
  await tests(project, isQuick && project === 'unit' ? [] : files)
}
rmSync(reports, { force: true, recursive: true })

if (!isWhole && !isQuick && passed + failures.length === 0)
  failures.push('No test was found there.')
if (failures.length > 0) console.error(`\nFailed:\n\n${failures.join('\n\n')}`)
process.exitCode = failures.length === 0 ? 0 : 1
console.log(`\n${passed} passed, ${failures.length} failed`)

import { relative } from 'node:path'
import { root } from './root.mjs'

/**
 * @typedef {{ failureMessages?: string[], fullName: string, status: string }} TestResult
 * @typedef {{ assertionResults: TestResult[], message: string, name: string, status: string }} FileResult
 */

/** How many lines of a failure's message are shown. */
const lines = 12

/** @param {string} message */
const indented = (message) =>
  message
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .slice(0, lines)
    .map((line) => `    ${line}`.trimEnd())
    .join('\n')

/**
 * What failed in one vitest project. It is printed at the end of a run, so that the last lines of the
 * output are enough to see it.
 * @param {{ project: string, testResults?: FileResult[] }} args vitest's JSON report
 * @returns {string[]} one text for each failed test, and for each file that failed outside of its tests: its name and the first lines of its message
 */
export const failedTests = ({ project, testResults = [] }) =>
  testResults.flatMap(({ assertionResults, message, name, status }) => {
    const file = `${project}: ${relative(root, name)}`
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(
        ({ failureMessages = [], fullName }) =>
          `${file} > ${fullName}\n${indented(failureMessages.join('\n'))}`,
      )
    const isBeyondTests = status === 'failed' && failed.length === 0
    return isBeyondTests ? [`${file}\n${indented(message)}`] : failed
  })

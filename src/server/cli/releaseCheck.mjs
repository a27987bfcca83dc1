import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/**
 * Checks whether a tag may be released, and prints its changes: npm run release:check -- v1.2.3.
 * Its version has to match package.json, package-lock.json and the README, and to have a dated section
 * and a link in the changelog.
 */
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8')

const [tag = ''] = process.argv.slice(2)
const version = tag.replace(/^v/, '')
const lock = JSON.parse(read('package-lock.json'))
const changelog = read('CHANGELOG.md')
const sections = changelog.split(/^## /m).slice(1)
const section = sections.find((each) => each.startsWith(`[${version}] - `)) ?? ''

const wrong = [
  [/^v\d+\.\d+\.\d+$/.test(tag), 'The tag is not of the form v1.2.3.'],
  [JSON.parse(read('package.json')).version === version, 'package.json has another version.'],
  [lock.version === version, 'package-lock.json has another version.'],
  [lock.packages[''].version === version, 'package-lock.json has another version of its root.'],
  [read('README.md').includes(`Version ${version}.`), 'README.md has another version.'],
  [/^\S+ - \d{4}-\d\d-\d\d\n/.test(section), 'CHANGELOG.md has no dated section for it.'],
  [changelog.includes(`\n[${version}]: `), 'CHANGELOG.md has no link for it.'],
].flatMap(([isRight, problem]) => (isRight ? [] : [problem]))

if (wrong.length > 0) {
  console.error(`${tag || 'No tag'}:\n${wrong.join('\n')}`)
  process.exitCode = 1
} else {
  const text = section.slice(section.indexOf('\n')).replace(/^\[[^\]]+\]: .*$/gm, '')
  console.log(text.trim())
}

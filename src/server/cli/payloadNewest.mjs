import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { npm } from './npm.mjs'
import { root } from './root.mjs'

/** Installs the newest Payload 3 and writes it to package.json: npm run payload:newest [-- --dry-run] */
const { values } = parseArgs({ options: { 'dry-run': { default: false, type: 'boolean' } } })
const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
// Payload refuses to start if the versions of its packages differ.
const packages = Object.keys({ ...dependencies, ...devDependencies })
  .filter((name) => name === 'payload' || name.startsWith('@payloadcms/'))
  .map((name) => `${name}@3`)
const args = ['install', '--save-exact', '--no-audit', '--no-fund', ...packages]

if (values['dry-run']) console.log(`npm ${args.join(' ')}`)
else process.exitCode = await npm(args)

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode } from './checkNode.mjs'
import { conditions } from './conditions.mjs'
import { install } from './install.mjs'
import { oneAtATime } from './oneAtATime.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'

checkNode()
await oneAtATime({ work: install })

const folder = join(root, 'bench')
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -'.ts'.length))
  : []
const [name, ...args] = process.argv.slice(2)
if (name !== undefined && !names.includes(name)) {
  console.error(`There is no benchmark ${name}. There are: ${names.join(', ') || 'none'}.`)
  process.exit(1)
}
for (const each of name === undefined ? names : [name]) {
  console.log(`— ${each}`)
  const code = await run({
    args: [conditions, '--import', 'tsx', join('bench', `${each}.ts`), ...args],
  })
  if (code !== 0) process.exit(code)
}

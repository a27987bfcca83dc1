import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { checkNode } from './checkNode.mjs'
import { compileServer } from './compileServer.mjs'
import { conditions } from './conditions.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'

/** @param {unknown} error printed without a stack when it tells the user what to do */
const tell = (error) => {
  const name = error instanceof Error ? error.name : ''
  const isPlain = error instanceof Error && /^(StartError|SettingsError|UsageError)$/.test(name)
  console.error(isPlain ? error.message : error)
  process.exit(name === 'UsageError' ? 2 : 1)
}

/**
 * Runs one of the desk's commands and waits until it has finished.
 * @param {'import' | 'move' | 'reread' | 'rotateSecret'} name
 */
export const command = async (name) => {
  checkNode()
  if (!process.execArgv.includes(conditions)) {
    process.exit(await run({ args: [conditions, ...process.execArgv, ...process.argv.slice(1)] }))
  }
  process.chdir(root)
  Object.assign(process.env, { NODE_ENV: 'production' })
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { main } = await import(pathToFileURL((await compileServer())[name]).href)
  await main({ args: process.argv.slice(2) }).catch(tell)
  // A command may have set another exit code.
  process.exit()
}

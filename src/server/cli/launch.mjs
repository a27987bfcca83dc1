import { pathToFileURL } from 'node:url'
import { compileServer } from './compileServer.mjs'
import { conditions } from './conditions.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'

/**
 * Runs the desk in this process, so that only one process gets the signals. If Node was started without
 * the flag that npm's scripts pass, it runs in a child process instead.
 * @param {{ mode: 'demo' | 'dev' | 'start', pages?: boolean }} args `pages: false` serves the API only
 */
export const launch = async ({ mode, pages = true }) => {
  if (!process.execArgv.includes(conditions)) {
    process.exit(await run({ args: [conditions, ...process.execArgv, ...process.argv.slice(1)] }))
  }
  process.chdir(root)
  Object.assign(process.env, {
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
  })
  const compiled = await compileServer()
  const { main } = await import(pathToFileURL(compiled.main).href)
  await main({ mode, pages, readingThread: pathToFileURL(compiled.readingThread) })
}

import { pathToFileURL } from 'node:url'
import { compileServer } from './compileServer.mjs'
import { root } from './root.mjs'

/**
 * Runs the desk in this very process, so that one process gets the signals.
 * @param {{ mode: 'demo' | 'dev' | 'start', pages?: boolean }} args without `pages` only the API is served
 */
export const launch = async ({ mode, pages = true }) => {
  process.chdir(root)
  Object.assign(process.env, {
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
  })
  const { main } = await import(pathToFileURL(await compileServer()).href)
  await main({ mode, pages })
}

import { root } from './root.mjs'

/**
 * Runs the desk in this very process, so that one process gets the signals.
 * @param {{ mode: 'demo' | 'dev' | 'start' }} args
 */
export const launch = async ({ mode }) => {
  process.chdir(root)
  Object.assign(process.env, {
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
  })
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import('../main.ts')
  await main({ mode })
}

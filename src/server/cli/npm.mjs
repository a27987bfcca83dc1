import { run } from './run.mjs'

/**
 * Runs npm and waits for it. Uses the npm that started this process, if there is one.
 * @param {string[]} args
 * @param {Record<string, string>} [env] in addition to this process's environment
 * @returns {Promise<number>} its exit code
 */
export const npm = (args, env = {}) => {
  const program = process.env.npm_execpath
  return program?.endsWith('.js')
    ? run({ args: [program, ...args], env })
    : run({ args, env, program: 'npm' })
}

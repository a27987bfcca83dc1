import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/**
 * Runs a program and waits for it, with its output on the terminal.
 * @param {{ args: string[], env?: Record<string, string>, program?: string }} args `program` is Node by default
 * @returns {Promise<number>} its exit code
 */
export const run = ({ args, env = {}, program = process.execPath }) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      // On Windows npm is a script, which only a shell can start.
      shell: process.platform === 'win32' && program !== process.execPath,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal)
    process.on('SIGINT', pass).on('SIGTERM', pass)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130)
      resolve(code ?? 1)
    })
  })

import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/**
 * Runs a program to its end, with its output on the terminal.
 * @param {{ args: string[], env?: Record<string, string>, program?: string }} args the program is Node unless given
 * @returns {Promise<number>} its exit code
 */
export const run = ({ args, env = {}, program = process.execPath }) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      // npm is a script on Windows, which only a shell starts.
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

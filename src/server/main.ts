/**
 * The top of the house: start-up, embedded Postgres, HTTP server, first superuser, demo, commands.
 * @module
 */

import { existsSync } from 'node:fs'
import { describeError } from '../lib/describeError'
import { errorCode } from '../lib/errorCode'
import { log } from '../log'
import { readSettings, SettingsError } from '../settings/settings'
import { createClosers } from './closers'
import { openDesk } from './desk'
import { print, printError } from './print'
import { StartError } from './startError'

/** npm forwards a terminal's Ctrl-C to a process that already got it. Within this time it is the same one. */
const sameSignalMilliseconds = 500
const stopMilliseconds = 9_500

/** A lost connection, such as one to the database, that no code was waiting for. Not a reason to stop. */
const isLostConnection = (error: unknown): boolean =>
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08|57P0)/.test(errorCode(error) ?? '') ||
  /^Connection terminated/.test(describeError(error))

const stopOnSignals = ({ stop }: { stop: (code: number) => Promise<void> }): void => {
  let stoppedAt: number | undefined
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppedAt !== undefined) {
      // A closing terminal may send SIGHUP after Ctrl-C. It does not count as a second one.
      const isSecond = signal === 'SIGINT' && Date.now() - stoppedAt > sameSignalMilliseconds
      if (isSecond) process.exit(130)
      return
    }
    stoppedAt = Date.now()
    print('Stopping …')
    void stop(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}

/**
 * Runs the desk until it gets a signal to stop. A failed start prints one line.
 * @param pages `false` leaves Next out, for tests of the rest
 * @param readingThread the compiled thread that reads bodies
 */
export const main = async ({
  mode,
  pages = true,
  readingThread,
}: {
  mode: 'demo' | 'dev' | 'start'
  pages?: boolean
  readingThread?: URL
}): Promise<void> => {
  const closers = createClosers()
  const stop = async (code: number) => {
    setTimeout(() => process.exit(code || 1), stopMilliseconds).unref()
    await closers.closeAll()
    process.exit(code)
  }
  stopOnSignals({ stop })
  const onStray = (error: unknown) => {
    log.error({ err: error, msg: 'Unexpected' })
    if (!isLostConnection(error)) void stop(1)
  }
  process.on('uncaughtException', onStray)
  // Writing to a closed terminal fails. The desk must still stop cleanly.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  process.on('unhandledRejection', (err) => log.error({ err, msg: 'Unexpected' }))

  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
    const demo = mode === 'demo' ? await import('./demo/demo') : undefined
    const prepared = await demo?.prepareDemo({ env: process.env })
    const desk = await openDesk({
      closers,
      dev: mode === 'dev',
      pages,
      readingThread,
      settings: readSettings(),
    })
    if (demo && prepared) await demo.showDemo({ desk, ...prepared })
    else print(`\nThe desk is open: ${desk.url}/admin`)
    if (desk.needsFirstUser && !demo) {
      print('There is no user yet: the first one you create there becomes the superuser.')
    }
    for (const notice of desk.notices) print(notice)
    print('Ctrl-C stops it.')
  } catch (error) {
    const isPlain = error instanceof StartError || error instanceof SettingsError
    printError(isPlain ? error.message : `The desk did not start: ${describeError(error)}`)
    if (!isPlain && error instanceof Error && process.env.DEBUG) printError(error.stack ?? '')
    await stop(1)
  }
}

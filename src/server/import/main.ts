import { access, constants } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createLocalReq } from 'payload'
import { clientFinder } from '../../imports/findClients'
import { takeImportTurn } from '../../imports/importTurn'
import { recordedImport } from '../../imports/recordedImport'
import { REFUSALS } from '../../refusals/refusals'
import { readSettings } from '../../settings/settings'
import { type Closers, createClosers } from '../closers'
import { openDatabase } from '../openDatabase'
import { openPayload } from '../openPayload'
import { print } from '../print'
import { StartError } from '../startError'
import { readArguments, UsageError } from './options'
import { printEvents } from './printEvents'

const open = async (closers: Closers, env: NodeJS.ProcessEnv) => {
  const settings = readSettings(env)
  const { secret, url } = await openDatabase({ closers, settings })
  // payload.config.ts reads them.
  Object.assign(process.env, { DATABASE_URL: url, PAYLOAD_SECRET: secret })
  const { payload } = await openPayload({ closers, settings, url })
  return payload
}

const stopOnSignals = (): AbortSignal => {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => controller.abort())
  }
  return controller.signal
}

/** @param from the folder in which the command was called, if npm says so */
const readablePath = async (file: string, from = '.'): Promise<string> => {
  const path = resolve(from, file)
  await access(path, constants.R_OK).catch(() => {
    throw new UsageError(`There is no file ${file} that can be read.`)
  })
  return path
}

/**
 * The command `npm run import`: imports a file, and without `--apply` only shows what that would do. Sets the exit
 * code 1 if a row could not be taken. @throws {UsageError} for wrong arguments, which ends with 2
 */
export const main = async ({
  args,
  env = process.env,
}: {
  args: readonly string[]
  env?: NodeJS.ProcessEnv
}): Promise<void> => {
  const { apply, calls, client, file, format, map, staff, users } = readArguments(args)
  const path = await readablePath(file, env.INIT_CWD)
  const closers = createClosers()
  const stopped = stopOnSignals()
  try {
    const payload = await open(closers, env)
    const { pool } = payload.db
    const found = client === undefined ? undefined : await clientFinder(pool)(client)
    if (found === null || found?.isStaff) {
      throw new StartError('There is no such client. Pass its id or its e-mail.')
    }
    const turn = await takeImportTurn(pool)
    if (!turn) throw new StartError(REFUSALS.IMPORT_RUNNING.message)
    closers.add(turn.end)
    const dryRun = !apply
    const events = recordedImport({
      dryRun,
      format,
      options: { callsModel: calls, clientID: found?.id, map, staff, usersModel: users },
      path,
      payload,
      req: await createLocalReq({}, payload),
      signal: AbortSignal.any([stopped, turn.signal]),
    })
    const { failed } = await printEvents(events, { dryRun, print })
    if (dryRun) print('Nothing was written. Add --apply to import the file.')
    if (failed) process.exitCode = 1
  } finally {
    await closers.closeAll()
  }
}

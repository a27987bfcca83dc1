import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { createCipher } from '../../payload/cipher'
import { readSettings, type Settings } from '../../settings/settings'
import { createClosers } from '../closers'
import { connectToDatabase } from '../database'
import { openDataFolder, readOrCreateSecret, writeDataFile } from '../dataFolder'
import { lockFolder } from '../folderLock'
import { startPostgres } from '../postgres/startPostgres'
import { print } from '../print'
import { StartError } from '../startError'
import { rotateSecret } from './rotate'

const KEPT = 'payload-secret'
const COMING = 'payload-secret.next'

const newSecretSchema = z.string().min(16).optional()

const readNewSecret = (env: NodeJS.ProcessEnv): string | undefined => {
  const read = newSecretSchema.safeParse(env.NEW_PAYLOAD_SECRET || undefined)
  if (read.success) return read.data
  throw new StartError('NEW_PAYLOAD_SECRET must have at least 16 characters.')
}

type Opened = { finish: () => Promise<string>; from: string; to: string; url: string }

const openServer = (settings: Settings, url: string, to: string | undefined): Opened => {
  const from = settings.PAYLOAD_SECRET
  if (from === undefined || to === undefined) {
    throw new StartError(
      'Set PAYLOAD_SECRET to the current secret and NEW_PAYLOAD_SECRET to the next one.',
    )
  }
  return {
    finish: async () => 'Start every desk with the new PAYLOAD_SECRET.',
    from,
    to,
    url,
  }
}

const openEmbedded = async (
  settings: Settings,
  chosen: string | undefined,
  add: (close: () => Promise<unknown>) => void,
): Promise<Opened> => {
  const folder = await openDataFolder({ path: settings.DATA_DIR })
  add(await lockFolder({ folder }))
  if (!existsSync(join(folder, 'postgres'))) {
    throw new StartError(`There is no database in ${folder}. Set DATABASE_URL or DATA_DIR.`)
  }
  const postgres = await startPostgres({ folder, onEvent: print })
  add(postgres.stop)
  const own = settings.PAYLOAD_SECRET
  if (own !== undefined && chosen === undefined) {
    throw new StartError(
      'You have set PAYLOAD_SECRET yourself: set NEW_PAYLOAD_SECRET to the next one.',
    )
  }
  const from = own ?? (await readOrCreateSecret({ folder, name: KEPT }))
  // On disk before it is used, so that an interrupted run can be repeated with the same secret.
  const to = chosen ?? (await readOrCreateSecret({ folder, name: COMING }))
  return {
    finish: async () => {
      if (own !== undefined) return 'Start the desk with the new PAYLOAD_SECRET.'
      await writeDataFile({ folder, name: KEPT, text: `${to}\n` })
      await rm(join(folder, COMING), { force: true })
      return `The new secret is in ${join(folder, KEPT)}: back it up.`
    },
    from,
    to,
    url: postgres.url(),
  }
}

/** A desk that still uses the old secret would write texts that nobody can decrypt. */
const refuseOthers = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ count: number }>(`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend'`)
  const count = rows[0]?.count ?? 0
  if (count === 0) return
  throw new StartError(
    `${count} other connections to this database are open. Stop every desk first, then repeat. --force ignores them, for example those that a pooler keeps open.`,
  )
}

/**
 * The command `npm run rotate-secret`: encrypts everything again under the next secret.
 * @param args `--force` continues although others are connected
 */
export const main = async ({
  args,
  env = process.env,
}: {
  args: readonly string[]
  env?: NodeJS.ProcessEnv
}): Promise<void> => {
  const closers = createClosers()
  try {
    const settings = readSettings(env)
    const chosen = readNewSecret(env)
    const { finish, from, to, url } =
      settings.DATABASE_URL === undefined
        ? await openEmbedded(settings, chosen, closers.add)
        : openServer(settings, settings.DATABASE_URL, chosen)
    if (from === to) throw new StartError('NEW_PAYLOAD_SECRET is the current secret.')
    const client = await connectToDatabase({ url })
    closers.add(() => client.end())
    if (!args.includes('--force')) await refuseOthers(client)
    const found = await rotateSecret({ client, from: createCipher(from), to: createCipher(to) })
    for (const [name, { new: done, old, unreadable }] of found) {
      if (old + done + unreadable === 0) continue
      const rest = unreadable === 0 ? '' : `, ${unreadable} were unreadable before and still are`
      print(`${name}: ${old} re-encrypted, ${done} had been already${rest}`)
    }
    print(`All sessions have ended. ${await finish()}`)
  } finally {
    await closers.closeAll()
  }
}

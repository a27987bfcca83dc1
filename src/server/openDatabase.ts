import type { Settings } from '../settings/settings'
import type { Closers } from './closers'
import { openDataFolder, readOrCreateSecret } from './dataFolder'
import { lockFolder } from './folderLock'
import { startPostgres } from './postgres/startPostgres'
import { print } from './print'
import { StartError } from './startError'

/**
 * Opens the database of the settings, or the embedded one.
 * @param assertReady checked before the embedded server is started
 * @param closers gets what has to be closed
 * @throws {StartError} if another desk uses the data folder, or the secret is missing
 */
export const openDatabase = async ({
  assertReady = async () => undefined,
  closers,
  settings,
}: {
  assertReady?: () => Promise<unknown>
  closers: Closers
  settings: Settings
}): Promise<{ secret: string; url: string }> => {
  const { DATABASE_POOL_MAX, DATABASE_URL, DATA_DIR, PAYLOAD_SECRET } = settings
  if (DATABASE_URL !== undefined) {
    if (PAYLOAD_SECRET !== undefined) return { secret: PAYLOAD_SECRET, url: DATABASE_URL }
    throw new StartError(
      'Wrong settings: PAYLOAD_SECRET is required with DATABASE_URL, and must stay the same for that database.',
    )
  }
  const folder = await openDataFolder({ path: DATA_DIR })
  closers.add(await lockFolder({ folder }))
  await assertReady()
  const secret = PAYLOAD_SECRET ?? (await readOrCreateSecret({ folder, name: 'payload-secret' }))
  const postgres = await startPostgres({
    folder,
    maxConnections: Math.max(100, DATABASE_POOL_MAX + 20),
    onEvent: print,
  })
  closers.add(postgres.stop)
  return { secret, url: postgres.url() }
}

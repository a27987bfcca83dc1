import { getPayload, type Payload, type SanitizedConfig } from 'payload'
import { withTimeout } from '../lib/withTimeout'
import { renewFeed } from '../reading/changes'
import type { Settings } from '../settings/settings'
import type { Closers } from './closers'
import { withDatabaseLock } from './database'
import { makeFirstSuperuser } from './firstSuperuser'
import { applyMigrations } from './migrate'
import { print } from './print'

/** How long the pool may take to close. */
const STOP_MS = 500

const loadConfig = async (): Promise<SanitizedConfig> => {
  const loaded = await import('../../payload.config')
  return await loaded.default
}

/**
 * Opens Payload on a database, after migrating it. Only one process migrates at a time.
 * @param closers gets what has to be closed
 */
export const openPayload = async ({
  closers,
  settings,
  url,
}: {
  closers: Closers
  settings: Settings
  url: string
}): Promise<{ config: SanitizedConfig; payload: Payload }> => {
  const config = await loadConfig()
  const { migrations } = await import('../migrations')
  return await withDatabaseLock({
    onWait: () => print('Another desk is preparing the database. Waiting for it …'),
    url,
    work: async () => {
      const payload = await getPayload({ config, disableOnInit: true })
      closers.add(async () => {
        // In parallel, to close all connections before the database stops.
        const ended = Promise.all([payload.db.pool.end(), payload.destroy()])
        await withTimeout(ended, { milliseconds: STOP_MS, onTimeout: () => undefined })
      })
      await applyMigrations({ migrations, onEvent: print, payload })
      await renewFeed({ payload })
      await config.onInit?.(payload)
      const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = settings
      if (email !== undefined && password !== undefined) {
        const made = await makeFirstSuperuser({ email, password, payload })
        if (made) print(`Created the superuser ${email}.`)
      }
      return { config, payload }
    },
  })
}

import type { Pool } from 'pg'
import { z } from 'zod'
import { recordingsFolder } from '../recordings/store/storeOf'
import type { Settings } from '../settings/settings'

const READ = `
  select exists (select 1 from desk where keep_recordings)
    or exists (select 1 from users where keep_recordings = 'on')
    or exists (select 1 from recordings where store = 'disk') as "isUsed"`

const usedSchema = z.tuple([z.object({ isUsed: z.boolean() })])

/**
 * A line for whoever starts the desk: recordings are on this machine, but other servers may share its database.
 * @returns null if there is nothing to say
 */
export const recordingsNotice = async (pool: Pool, settings: Settings): Promise<null | string> => {
  const isShared = settings.DATABASE_URL !== undefined
  if (!isShared || settings.RECORDINGS_S3_BUCKET !== undefined) return null
  const [{ isUsed }] = usedSchema.parse((await pool.query(READ)).rows)
  if (!isUsed) return null
  return `Recordings are kept on this machine, in ${recordingsFolder(settings)}. Several servers need the RECORDINGS_S3_ settings: one cannot play what another has kept.`
}

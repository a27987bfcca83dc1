import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../../settings/settings'
import { createClosers } from '../closers'
import { connectToDatabase, withDatabaseLock } from '../database'
import { openDataFolder } from '../dataFolder'
import { lockFolder } from '../folderLock'
import { startPostgres } from '../postgres/startPostgres'
import { print } from '../print'
import { StartError } from '../startError'
import { copyAll, refuseNonEmpty } from './copy'
import { migrateTo } from './migrateTo'

const usage =
  'Usage: npm run move -- postgres://user:password@host:5432/name. The database must exist and be empty.'

/**
 * The command `npm run move -- <url>`: copies the embedded database to a PostgreSQL server. The embedded
 * one is left unchanged.
 * @param args the target's connection string
 */
export const main = async ({
  args,
  env = process.env,
}: {
  args: readonly string[]
  env?: NodeJS.ProcessEnv
}): Promise<void> => {
  const [url] = args
  if (url === undefined || !/^postgres(ql)?:\/\//.test(url)) throw new StartError(usage)
  const closers = createClosers()
  try {
    const { DATA_DIR, PAYLOAD_SECRET } = readSettings({ ...env, DATABASE_URL: '' })
    const folder = await openDataFolder({ path: DATA_DIR })
    if (!existsSync(join(folder, 'postgres'))) {
      throw new StartError(`There is no database in ${folder}. Set DATA_DIR.`)
    }
    // A running desk would continue to write to it, so it has to be stopped first.
    closers.add(await lockFolder({ folder }))
    const postgres = await startPostgres({ folder, onEvent: print })
    closers.add(postgres.stop)
    const target = await connectToDatabase({ url })
    closers.add(() => target.end())
    await refuseNonEmpty(target)

    await withDatabaseLock({
      onWait: () => print('A desk is preparing the target. Waiting for it …'),
      url,
      work: () => migrateTo({ url }),
    })
    const source = await connectToDatabase({ url: postgres.url() })
    closers.add(() => source.end())
    await copyAll({ onTable: (name, rows) => print(`${name}: ${rows}`), source, target })
    const secret =
      PAYLOAD_SECRET === undefined
        ? `PAYLOAD_SECRET="$(cat ${join(folder, 'payload-secret')})"`
        : 'the same PAYLOAD_SECRET as here'
    print(
      `\nEverything has been copied. Now set DATABASE_URL to the new server and ${secret}, and start.`,
    )
    print(`${folder} is no longer used. Keep it until you have seen the new database work.`)
  } finally {
    await closers.closeAll()
  }
}

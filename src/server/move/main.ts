import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../../settings/settings'
import { createClosers } from '../closers'
import { connectToDatabase, withDatabaseLock } from '../database'
import { openDataFolder } from '../dataFolder'
import { lockFolder } from '../folderLock'
import { startPostgres } from '../postgres/startPostgres'
import { say } from '../say'
import { StartError } from '../startError'
import { copyAll, refuseNonEmpty } from './copy'
import { migrateTo } from './migrateTo'

const usage =
  'Say where to: npm run move -- postgres://user:password@host:5432/name. The database must be there, and empty.'

/**
 * The command `npm run move -- <url>`: copies the embedded database to a PostgreSQL server. The
 * embedded one stays as it is.
 * @param args the connection string of the target
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
    // A desk that runs on it goes on writing: it has to be stopped first.
    closers.add(await lockFolder({ folder }))
    const postgres = await startPostgres({ folder, onEvent: say })
    closers.add(postgres.stop)
    const target = await connectToDatabase({ url })
    closers.add(() => target.end())
    await refuseNonEmpty(target)

    await withDatabaseLock({
      onWait: () => say('A desk is preparing the target. Waiting for it …'),
      url,
      work: () => migrateTo({ url }),
    })
    const source = await connectToDatabase({ url: postgres.url() })
    closers.add(() => source.end())
    await copyAll({ onTable: (name, rows) => say(`${name}: ${rows}`), source, target })
    const secret =
      PAYLOAD_SECRET === undefined
        ? `PAYLOAD_SECRET="$(cat ${join(folder, 'payload-secret')})"`
        : 'the same PAYLOAD_SECRET as here'
    say(
      `\nEverything has arrived. Now set DATABASE_URL to the new server and ${secret}, and start.`,
    )
    say(`What is in ${folder} is not used any more; keep it until you have seen the new one work.`)
  } finally {
    await closers.closeAll()
  }
}

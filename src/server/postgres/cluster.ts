import { once } from 'node:events'
import { chmod, chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../startError'
import type { Account } from './account'
import type { Binaries } from './binaries'
import { runAs } from './runAs'

/** The only role of an embedded cluster. */
export const clusterUser = 'desk'

const initdb = async ({
  account,
  binaries,
  cluster,
  password,
}: {
  account: Account
  binaries: Binaries
  cluster: string
  password: string
}): Promise<void> => {
  const passwordFile = `${cluster}.password`
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account.owner) await chown(passwordFile, account.owner.uid, account.owner.gid)
  try {
    const child = runAs({
      account,
      // The same locale on every machine: a moved database must sort and compare as before.
      args: [
        `--pgdata=${cluster}`,
        `--username=${clusterUser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      options: { cwd: cluster, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      program: binaries.initdb,
    })
    let problem = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      problem += text
    })
    const [code] = await once(child, 'close')
    if (code === 0) return
    const line = problem.split('\n').find((each) => each.includes('error:')) ?? `initdb: ${code}`
    throw new StartError(`The database could not be created in ${cluster}: ${line.trim()}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Whether the folder holds a complete cluster. */
export const isCluster = ({ cluster }: { cluster: string }): Promise<boolean> =>
  stat(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  )

/** Creates a cluster, under another name first: an interrupted one is never taken for complete. */
export const makeCluster = async ({
  account,
  binaries,
  cluster,
  password,
}: {
  account: Account
  binaries: Binaries
  cluster: string
  password: string
}): Promise<void> => {
  const unfinished = `${cluster}.new`
  await rm(unfinished, { force: true, recursive: true })
  await mkdir(unfinished, { mode: 0o700 })
  if (account.owner) await chown(unfinished, account.owner.uid, account.owner.gid)
  for (const program of [binaries.initdb, binaries.postgres, binaries.pgCtl]) {
    // npm keeps the file mode; an unpacked archive of node_modules may not. On a read-only disk it stays.
    await chmod(program, 0o755).catch(() => undefined)
  }
  await initdb({ account, binaries, cluster: unfinished, password })
  await rename(unfinished, cluster)
}

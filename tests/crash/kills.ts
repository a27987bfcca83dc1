import type { CrashDesk } from './crashDesk'
import { backendOf, childrenOf, postmasterOf, signalAll } from './postgresProcesses'

/** What dies in a round. */
export const KILLS = ['app', 'backend', 'postgres', 'app and postgres'] as const
export type Kill = (typeof KILLS)[number]

const killPostgres = (folder: string): void => {
  const postmaster = postmasterOf(folder)
  const children = childrenOf(postmaster)
  signalAll([postmaster, ...children], 'SIGKILL')
}

/**
 * Kills without warning, and starts again what nobody else would: the app. Its database it starts by
 * itself.
 */
export const kill = async ({ desk, what }: { desk: CrashDesk; what: Kill }): Promise<void> => {
  switch (what) {
    case 'app':
      await desk.kill()
      return await desk.start()
    case 'app and postgres': {
      const gone = desk.kill()
      killPostgres(desk.folder)
      await gone
      return await desk.start()
    }
    case 'backend':
      return signalAll([backendOf(postmasterOf(desk.folder))], 'SIGKILL')
    case 'postgres':
      return killPostgres(desk.folder)
  }
}
